/**
 * For a process with the service's threads, in its environment. The C library of Linux gives each thread an arena of its own,
 * and keeps what a thread that has ended has freed in there; with one for all of them the next thread uses it again. Other
 * systems know no such variable.
 */
export const oneArena = { MALLOC_ARENA_MAX: '1' } as const;
