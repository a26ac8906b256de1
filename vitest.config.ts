import { defineConfig } from 'vitest/config'
import { refuseOtherNode } from './scripts/pinned-node.ts'
import { COMPILED_ONCE } from './tests/compiled-once.ts'
import { NO_MESSAGE_BUS } from './tests/message-bus.ts'
import { STUCK_AFTER_MS, WAIT_AT_MOST_MS } from './tests/patience.ts'

refuseOtherNode()

export default defineConfig({
  test: {
    include: ['{src,native,main,renderer,server,cli,demo}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    testTimeout: STUCK_AFTER_MS,
    hookTimeout: STUCK_AFTER_MS,
    expect: { poll: { timeout: WAIT_AT_MOST_MS } },
    maxWorkers: 2,
    globalSetup: ['./tests/children/watch-run.ts'],
    setupFiles: ['./tests/children/mark-worker.ts'],
    env: { ...NO_MESSAGE_BUS, ...COMPILED_ONCE },
  },
})
