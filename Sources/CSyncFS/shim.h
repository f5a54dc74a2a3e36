/* glibc declares syncfs only to those who define _GNU_SOURCE before the first of its headers, which Swift does not. */
#ifdef __linux__
int syncfs(int fd);
#endif
