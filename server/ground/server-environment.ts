/**
 * What the environment of the server's process must hold from its first moment. Render threads allocate natively, and glibc gives each
 * thread an arena of its own that never shrinks: with two for all of them, memory stays level over thousands of documents.
 */
export const SERVER_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' } as const
