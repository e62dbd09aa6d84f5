// SPDX-License-Identifier: Apache-2.0
//
// Two leaks made on purpose, to show that the scanner finds them: a value that only a vector register holds, and one
// in the buffer of a relay that does not wipe it. Reads the value, leaks it, writes one byte, and waits.
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static char relay[4096];

#ifdef LEAK_BUFFER
int main(void) {
  ssize_t count = read(0, relay, sizeof relay);
  if (count < 16) return 1;
  write(1, relay, 1);
  pause();
}
#else
int main(void) {
  char *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED || read(0, page, 4096) < 16) return 1;
  relay[0] = 'x';
  // From here on no call is made that could use the register.
#if defined(__x86_64__)
  __asm__ volatile("movdqu (%0), %%xmm15" ::"r"(page) : "xmm15", "memory");
  for (volatile char *byte = page; byte < page + 4096; byte++) *byte = 0;
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "0"(SYS_write), "D"(1), "S"(relay), "d"(1) : "rcx", "r11", "memory");
  for (;;) __asm__ volatile("syscall" : "=a"(result) : "0"(SYS_pause) : "rcx", "r11", "memory");
#elif defined(__aarch64__)
  __asm__ volatile("ldr q15, [%0]" ::"r"(page) : "v15", "memory");
  for (volatile char *byte = page; byte < page + 4096; byte++) *byte = 0;
  register long number __asm__("x8") = SYS_write;
  register long first __asm__("x0") = 1, second __asm__("x1") = (long)relay, third __asm__("x2") = 1;
  __asm__ volatile("svc 0" : "+r"(first) : "r"(number), "r"(second), "r"(third) : "memory");
  for (;;) __asm__ volatile("wfe");
#endif
}
#endif
