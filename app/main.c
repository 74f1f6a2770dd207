/* headwise: reads the command line and hands over to a command. */
#include "app/commands/main.h"

int main(int argc, char **argv)
{
    return command_main(argc, argv);
}
