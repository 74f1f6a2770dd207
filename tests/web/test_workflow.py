"""The workflow that publishes the page, as far as it can be held here: it is YAML, its steps are there in their
order, with the rights that they need, and what it runs is what the Makefile has."""
import pathlib
import re
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACTIONS = ['actions/checkout', 'actions/configure-pages', 'actions/upload-pages-artifact', 'actions/deploy-pages']


def targets():
    """What make can be asked for by name."""
    rules = (ROOT / 'Makefile').read_text() + (ROOT / 'assets/web/web.mk').read_text()
    return set(re.findall(r'^([a-z][a-z-]*):(?!=)', rules, re.M))


def asked(command):
    """The targets of each `make` in a shell's lines: its words but options and NAME=VALUE."""
    for words in re.findall(r'(?:^|&&|;)\s*make\b([^&;\n]*)', command, re.M):
        yield from (word for word in words.split() if not word.startswith('-') and '=' not in word)


class Workflow(unittest.TestCase):
    def setUp(self):
        text = (ROOT / '.github/workflows/pages.yml').read_text()
        self.flow = yaml.safe_load(text)
        self.jobs = self.flow['jobs']
        self.steps = [step for name in ('build', 'publish') for step in self.jobs[name]['steps']]

    def step(self, action):
        return next(step for step in self.steps if step.get('uses', '').startswith(f'actions/{action}@'))

    def test_its_actions_come_in_their_order_each_of_a_stated_version(self):
        used = [step['uses'] for step in self.steps if 'uses' in step]
        self.assertEqual([use.split('@')[0] for use in used], ACTIONS)
        for use in used:
            self.assertRegex(use, r'@v\d+$')

    def test_it_runs_targets_that_the_makefile_has(self):
        made = [word for step in self.steps for word in asked(step.get('run', ''))]
        self.assertEqual(made, ['deps-web', 'web'])
        self.assertLessEqual(set(made), targets())

    def test_it_builds_on_the_release_whose_sources_the_recipe_takes(self):
        self.assertEqual(self.jobs['build']['container'], 'debian:12')

    def test_what_it_publishes_is_what_make_web_makes(self):
        self.assertEqual(self.step('upload-pages-artifact')['with']['path'], 'build/web')
        self.assertIn('build/web', (ROOT / 'assets/web/web.mk').read_text())

    def test_it_may_publish_and_nothing_else(self):
        self.assertEqual(self.flow['permissions'], {'contents': 'read'})
        self.assertEqual(self.jobs['publish']['permissions'], {'pages': 'write', 'id-token': 'write'})
        self.assertNotIn('write', self.jobs['build']['permissions'].values())

    def test_one_runs_at_a_time_after_a_push_or_when_asked(self):
        self.assertEqual(self.flow['concurrency'], {'group': 'pages', 'cancel-in-progress': False})
        self.assertEqual(self.flow[True], {'push': {'branches': ['main']}, 'workflow_dispatch': None})  # YAML's "on"
        self.assertEqual(self.jobs['publish']['needs'], 'build')
        self.assertEqual(self.jobs['publish']['environment']['name'], 'github-pages')


if __name__ == '__main__':
    unittest.main(verbosity=2)
