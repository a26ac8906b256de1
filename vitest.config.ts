import { defineConfig } from 'vitest/config'
import { refuseOtherNode } from './scripts/pinned-node.ts'
import { NO_MESSAGE_BUS } from './tests/message-bus.ts'

refuseOtherNode()

export default defineConfig({
  test: {
    include: ['{src,native,main,renderer,server,cli,demo}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    env: NO_MESSAGE_BUS,
  },
})
