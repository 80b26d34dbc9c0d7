/* A program that is there and does nothing: as a module, as a component and as a Linux program. */
#include <unistd.h>

int main(void) {
  for (;;) sleep(3600);
}
