import { defineConfig } from 'vitest/config'

/** A run of one file that never ends, watched as the house's own runs are. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.run.ts'],
    globalSetup: ['../watch-run.ts'],
    setupFiles: ['../mark-worker.ts'],
    testTimeout: 1_000_000,
    hookTimeout: 1_000_000,
  },
})
