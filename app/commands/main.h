/* The program, but for its main. */
#ifndef APP_COMMANDS_MAIN_H
#define APP_COMMANDS_MAIN_H

int command_main(int argc, char **argv);

#endif
