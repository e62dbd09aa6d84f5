// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <malloc.h>
#include <pthread.h>

struct job {
  void (*body)(void *);
  void *context;
};

// memcpy and the cipher code leave up to 64 bytes of what they moved in the vector registers, and a later
// signal frame or context switch would store them in ordinary memory.
void cposix_clear_registers(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) {
    __asm__ volatile(
        "vzeroall\n\t"
        "vpxorq %%zmm16,%%zmm16,%%zmm16\n\tvpxorq %%zmm17,%%zmm17,%%zmm17\n\t"
        "vpxorq %%zmm18,%%zmm18,%%zmm18\n\tvpxorq %%zmm19,%%zmm19,%%zmm19\n\t"
        "vpxorq %%zmm20,%%zmm20,%%zmm20\n\tvpxorq %%zmm21,%%zmm21,%%zmm21\n\t"
        "vpxorq %%zmm22,%%zmm22,%%zmm22\n\tvpxorq %%zmm23,%%zmm23,%%zmm23\n\t"
        "vpxorq %%zmm24,%%zmm24,%%zmm24\n\tvpxorq %%zmm25,%%zmm25,%%zmm25\n\t"
        "vpxorq %%zmm26,%%zmm26,%%zmm26\n\tvpxorq %%zmm27,%%zmm27,%%zmm27\n\t"
        "vpxorq %%zmm28,%%zmm28,%%zmm28\n\tvpxorq %%zmm29,%%zmm29,%%zmm29\n\t"
        "vpxorq %%zmm30,%%zmm30,%%zmm30\n\tvpxorq %%zmm31,%%zmm31,%%zmm31\n\t" ::
            : "memory");
  } else if (__builtin_cpu_supports("avx")) {
    __asm__ volatile("vzeroall" ::: "memory");
  } else {
    __asm__ volatile(
        "pxor %%xmm0,%%xmm0\n\tpxor %%xmm1,%%xmm1\n\tpxor %%xmm2,%%xmm2\n\tpxor %%xmm3,%%xmm3\n\t"
        "pxor %%xmm4,%%xmm4\n\tpxor %%xmm5,%%xmm5\n\tpxor %%xmm6,%%xmm6\n\tpxor %%xmm7,%%xmm7\n\t"
        "pxor %%xmm8,%%xmm8\n\tpxor %%xmm9,%%xmm9\n\tpxor %%xmm10,%%xmm10\n\tpxor %%xmm11,%%xmm11\n\t"
        "pxor %%xmm12,%%xmm12\n\tpxor %%xmm13,%%xmm13\n\tpxor %%xmm14,%%xmm14\n\tpxor %%xmm15,%%xmm15" ::
            : "memory");
  }
  __asm__ volatile(
      "xor %%eax,%%eax\n\txor %%ecx,%%ecx\n\txor %%edx,%%edx\n\txor %%esi,%%esi\n\txor %%edi,%%edi\n\t"
      "xor %%r8d,%%r8d\n\txor %%r9d,%%r9d\n\txor %%r10d,%%r10d\n\txor %%r11d,%%r11d" ::
          : "rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "cc", "memory");
#elif defined(__aarch64__)
  __asm__ volatile(
      "movi v0.2d,#0\n\tmovi v1.2d,#0\n\tmovi v2.2d,#0\n\tmovi v3.2d,#0\n\tmovi v4.2d,#0\n\t"
      "movi v5.2d,#0\n\tmovi v6.2d,#0\n\tmovi v7.2d,#0\n\tmovi v16.2d,#0\n\tmovi v17.2d,#0\n\t"
      "movi v18.2d,#0\n\tmovi v19.2d,#0\n\tmovi v20.2d,#0\n\tmovi v21.2d,#0\n\tmovi v22.2d,#0\n\t"
      "movi v23.2d,#0\n\tmovi v24.2d,#0\n\tmovi v25.2d,#0\n\tmovi v26.2d,#0\n\tmovi v27.2d,#0\n\t"
      "movi v28.2d,#0\n\tmovi v29.2d,#0\n\tmovi v30.2d,#0\n\tmovi v31.2d,#0" ::
          : "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "v20", "v21",
            "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "memory");
#endif
}

#ifdef SECRUN_MEMORY_TEST
void cposix_stain_registers(void) {
  static const char text[65] = "Put into vector registers on purpose, so that it can be missed.\n";
#if defined(__x86_64__)
#define LOAD(how, name, n) __asm__ volatile(how " (%0),%%" name #n ::"r"(text));
#define LOAD_2(how, name) LOAD(how, name, 0) LOAD(how, name, 1)
#define LOAD_10(how, name) \
  LOAD_2(how, name) LOAD(how, name, 2) LOAD(how, name, 3) LOAD(how, name, 4) LOAD(how, name, 5) \
  LOAD(how, name, 6) LOAD(how, name, 7) LOAD(how, name, 8) LOAD(how, name, 9)
#define LOAD_16(how, name) \
  LOAD_10(how, name) LOAD(how, name, 10) LOAD(how, name, 11) LOAD(how, name, 12) \
  LOAD(how, name, 13) LOAD(how, name, 14) LOAD(how, name, 15)
  if (__builtin_cpu_supports("avx512f")) {
    LOAD_16("vmovdqu64", "zmm")
    LOAD("vmovdqu64", "zmm", 16) LOAD("vmovdqu64", "zmm", 17) LOAD("vmovdqu64", "zmm", 18)
    LOAD("vmovdqu64", "zmm", 19) LOAD_10("vmovdqu64", "zmm2")
    LOAD_2("vmovdqu64", "zmm3")
  } else if (__builtin_cpu_supports("avx")) {
    LOAD_16("vmovdqu", "ymm")
  } else {
    LOAD_16("movdqu", "xmm")
  }
#elif defined(__aarch64__)
  __asm__ volatile(
      "ld1 {v0.16b-v3.16b},[%0]\n\tld1 {v4.16b-v7.16b},[%0]\n\tld1 {v16.16b-v19.16b},[%0]\n\t"
      "ld1 {v20.16b-v23.16b},[%0]\n\tld1 {v24.16b-v27.16b},[%0]\n\tld1 {v28.16b-v31.16b},[%0]" ::"r"(text));
#endif
}
#endif

void cposix_use_one_heap(void) { mallopt(M_ARENA_MAX, 1); }

static void *start(void *argument) {
  struct job *job = argument;
  job->body(job->context);
  cposix_clear_registers();
  return NULL;
}

int cposix_run_on_stack(void *stack, size_t size, void (*body)(void *context), void *context) {
  struct job job = {.body = body, .context = context};
  pthread_attr_t attributes;
  pthread_t thread;
  sigset_t all, before;
  int failure = pthread_attr_init(&attributes);
  if (failure != 0) return failure;
  failure = pthread_attr_setstack(&attributes, stack, size);
  if (failure == 0) {
    // The thread inherits this mask: a signal frame on its stack would be one more copy of its registers.
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failure = pthread_create(&thread, &attributes, start, &job);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure == 0) failure = pthread_join(thread, NULL);
  }
  pthread_attr_destroy(&attributes);
  return failure;
}
