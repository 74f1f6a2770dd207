"""Trains lessons/layers/grammar.md: eight heads, each asked a question of its own about sentences of
a toy grammar. For the development machine only: needs torch, and nothing that is built or tested
does.

    /usr/bin/python3 lessons/layers/grammar.py            writes grammar.md beside itself
    /usr/bin/python3 lessons/layers/grammar.py --show     prints the tables of its sentence, too

A word is a row of features that have names; its place in the sentence is added. Both are written by
hand. The layer is multi-head attention as in listings/fused.py; its weights begin at random and learn
in STEPS steps of AdamW. Of each head the cross-entropy asks that its question's answer gets the
largest weight; of `out` the mean square asks for the features of the word that each word belongs to.
"""
import random
import sys
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

SEED, STEPS, SENTENCES, LEARN = 7, 60, 64, 0.03
EMBED, HEADS, PLACES = 32, 8, 10

KINDS = "article noun verb pronoun link be adjective when".split()
MEANINGS = "animal female male thing chases CAT DOG MOUSE GIRL BOY BALL HUNGRY TIRED SMALL".split()
ORDER = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()  # the places
FEATURES = KINDS + MEANINGS + ORDER
WORDS = {
    "the": "article", "a": "article",
    "cat": "noun animal CAT", "dog": "noun animal DOG", "mouse": "noun animal MOUSE",
    "girl": "noun female GIRL", "boy": "noun male BOY", "ball": "noun thing BALL",
    "chased": "verb chases", "saw": "verb",
    "because": "link", "it": "pronoun animal thing", "she": "pronoun female",
    "he": "pronoun male", "was": "be",
    "hungry": "adjective HUNGRY", "tired": "adjective TIRED", "small": "adjective SMALL",
    "today": "when",
}
JOBS = ["the word before", "the word after", "the noun just before", "who does it",
        "to whom", "the verb", "what the pronoun means", "another of its kind"]
SENTENCE = "the cat chased a mouse because it was hungry today".split()


def features(names):
    row = torch.zeros(EMBED)
    for name in names.split():
        row[FEATURES.index(name)] = 1
    return row


VOCABULARY = {word: features(names) for word, names in WORDS.items()}
VOCABULARY["a"][0] = 0.9  # or it would be no other word than "the"


def embed(sentence):
    places = torch.eye(EMBED)[EMBED - PLACES:][:len(sentence)]
    return torch.stack([VOCABULARY[word] for word in sentence]) + places


# ---- the grammar ----

def noun_phrase(draw):
    noun = draw.choice(["cat", "dog", "mouse", "girl", "boy", "ball"])
    small = ["small"] if draw.random() < 0.3 else []
    return [draw.choice(["the", "a"])] + small + [noun]


def pronoun_of(noun):
    return {"girl": "she", "boy": "he"}.get(noun, "it")


def clause(draw):
    """Who does what to whom, the two of different kinds, so that a pronoun is clear or is not."""
    subject, thing = noun_phrase(draw), noun_phrase(draw)
    while thing[-1] == subject[-1]:
        thing = noun_phrase(draw)
    return subject, [draw.choice(["chased", "saw"])], thing


def sentence(draw):
    subject, verb, thing = clause(draw)
    words = subject + verb + thing
    if draw.random() < 0.8:
        about = draw.choice([subject, subject, thing])
        words += ["because", pronoun_of(about[-1]), "was", draw.choice(["hungry", "tired", "small"])]
    if draw.random() < 0.5:
        words += ["today"]
    return words if len(words) <= PLACES else sentence(draw)


# ---- what each head is asked ----

def has(word, name):
    return name in WORDS[word].split()


def first(words, name, start=0):
    return next((i for i in range(start, len(words)) if has(words[i], name)), None)


def meant(words, at):
    """The noun that a pronoun may mean: the first of its animal, female, male or thing."""
    kinds = [name for name in WORDS[words[at]].split() if name != "pronoun"]
    nouns = [i for i in range(at) if has(words[i], "noun")]
    return next((i for i in nouns if any(has(words[i], kind) for kind in kinds)), at)


def answers(words, at):
    """The word that each head should find from the word at `at`."""
    verb = first(words, "verb")
    subject, thing = first(words, "noun"), first(words, "noun", verb)
    before = [i for i in range(at) if has(words[i], "noun")]
    kind = WORDS[words[at]].split()[0]
    other = [i for i in range(len(words)) if i != at and has(words[i], kind)]
    return [max(at - 1, 0), min(at + 1, len(words) - 1), before[-1] if before else at, subject,
            thing, verb, meant(words, at) if kind == "pronoun" else at, other[0] if other else at]


def belongs(words, at):
    """The word whose features `out` should write into the word at `at`."""
    found = answers(words, at)
    kind = WORDS[words[at]].split()[0]
    return {"article": first(words, "noun", at), "noun": found[5], "verb": found[3],
            "pronoun": found[6]}.get(kind, found[0])


# ---- the layer, as listings/fused.py has it, for one sentence ----

class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.fc_out = (nn.Linear(EMBED, EMBED) for _ in range(4))

    def split(self, tensor):
        return tensor.view(len(tensor), HEADS, EMBED // HEADS).transpose(0, 1)

    def forward(self, x):
        Q, K, V = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        scaled = Q @ K.transpose(-1, -2) / (EMBED // HEADS) ** 0.5
        weights = F.softmax(scaled, dim=-1)
        concat = (weights @ V).transpose(0, 1).reshape(len(x), EMBED)
        return scaled, weights, self.fc_out(concat)


def loss_of(layer, words):
    scaled, _, out = layer(embed(words))
    asked = torch.tensor([answers(words, at) for at in range(len(words))])
    wanted = torch.stack([VOCABULARY[words[belongs(words, at)]] for at in range(len(words))])
    return F.cross_entropy(scaled.permute(1, 2, 0), asked) + 4 * F.mse_loss(out, wanted)


def train():
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    layer = Layer()
    optimizer = torch.optim.AdamW(layer.parameters(), lr=LEARN, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=LEARN, total_steps=STEPS)
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = sum(loss_of(layer, sentence(draw)) for _ in range(SENTENCES)) / SENTENCES
        loss.backward()
        optimizer.step()
        schedule.step()
        print(f"step {step}: {loss.item():.4f}", file=sys.stderr) if step % 10 == 9 else None
    return layer


# ---- the file ----

def number(value):
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text


def rows(tensor, names=None):
    for i, row in enumerate(tensor.reshape(-1, tensor.shape[-1]).tolist()):
        yield " ".join([*([names[i]] if names else []), *map(number, row)])


def block(tag, tensor, names=None):
    return "\n".join([f"```{tag}", *rows(tensor, names), "```", ""])


def text_of(layer):
    head = ["---", "title: Eight heads of a toy grammar",
            f"words: {' '.join(SENTENCE)}", f"embed: {EMBED}", f"heads: {HEADS}",
            f"features: {' '.join(FEATURES)}",
            *(f"heads.{h}: {job}" for h, job in enumerate(JOBS)), "---", "",
            f"Written by grammar.py: seed {SEED}, {STEPS} steps of AdamW, {SENTENCES} sentences a step.",
            ""]
    places = torch.eye(EMBED)[EMBED - PLACES:]
    parts = [block("words", torch.stack(list(VOCABULARY.values())), list(VOCABULARY)),
             block("places", places)]
    parts += [block(f"matrix {name}", tensor) for name, tensor in layer.state_dict().items()]
    return "\n".join(head) + "\n" + "\n".join(parts)


def show(layer, words=SENTENCE):
    _, weights, out = layer(embed(words))
    for h, job in enumerate(JOBS):
        print(f"head {h}: {job}")
        for word, row in zip(words, weights[h].tolist()):
            print(f"  {word:8}", " ".join(f"{w:4.2f}" for w in row), words[row.index(max(row))])
    print("out", *FEATURES[:22])
    for word, row in zip(words, out.tolist()):
        print(f"  {word:8}", " ".join(f"{w:5.2f}" for w in row))


def main():
    layer = train()
    Path(__file__).with_name("grammar.md").write_text(text_of(layer))
    if "--show" in sys.argv:
        with torch.no_grad():
            show(layer)


if __name__ == "__main__":
    main()
