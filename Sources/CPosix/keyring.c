// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CPosix.h"

#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc has no functions for these; libkeyutils would, and is one more library to carry.
static long call(int operation, unsigned long a, unsigned long b, unsigned long c, unsigned long d) {
  return syscall(SYS_keyctl, operation, a, b, c, d);
}

int cposix_session_keyring(void) {
  return (int)call(KEYCTL_GET_KEYRING_ID, (unsigned long)KEY_SPEC_SESSION_KEYRING, 0, 0, 0);
}

int cposix_session_keyring_name(void) { return KEY_SPEC_SESSION_KEYRING; }
int cposix_thread_keyring_name(void) { return KEY_SPEC_THREAD_KEYRING; }

int cposix_key_search(int keyring, const char *type, const char *description) {
  return (int)call(KEYCTL_SEARCH, (unsigned long)keyring, (unsigned long)type,
                   (unsigned long)description, 0);
}

int cposix_key_add(const char *type, const char *description, const void *payload, size_t size,
                   int keyring) {
  return (int)syscall(SYS_add_key, type, description, payload, size, keyring);
}

long cposix_key_read(int key, void *bytes, size_t size) {
  return call(KEYCTL_READ, (unsigned long)key, (unsigned long)bytes, size, 0);
}

long cposix_key_describe(int key, char *text, size_t size) {
  return call(KEYCTL_DESCRIBE, (unsigned long)key, (unsigned long)text, size, 0);
}

int cposix_key_set_permissions(int key, unsigned int permissions) {
  return (int)call(KEYCTL_SETPERM, (unsigned long)key, permissions, 0, 0);
}

int cposix_key_set_timeout(int key, unsigned int seconds) {
  return (int)call(KEYCTL_SET_TIMEOUT, (unsigned long)key, seconds, 0, 0);
}

int cposix_key_link(int key, int keyring) {
  return (int)call(KEYCTL_LINK, (unsigned long)key, (unsigned long)keyring, 0, 0);
}

int cposix_key_invalidate(int key) {
  return (int)call(KEYCTL_INVALIDATE, (unsigned long)key, 0, 0, 0);
}

int cposix_join_new_session_keyring(void) {
  return (int)call(KEYCTL_JOIN_SESSION_KEYRING, 0, 0, 0, 0);
}

int cposix_give_session_keyring_to_parent(void) {
  return (int)call(KEYCTL_SESSION_TO_PARENT, 0, 0, 0, 0);
}
