import { defineConfig } from 'vitest/config'
import { refuseOtherNode } from './scripts/pinned-node.ts'
import { COMPILED_ONCE } from './tests/compiled-once.ts'
import { NO_MESSAGE_BUS } from './tests/message-bus.ts'
import { STUCK_AFTER_MS, WAIT_AT_MOST_MS } from './tests/patience.ts'

refuseOtherNode()

/**
 * Tests that share what is loaded, and nothing else: to load the house anew for each file takes longer than most of them. Their processes end
 * with the last file of such a part.
 */
const besideTheCode = (name: string, ...folders: string[]) => ({
  extends: true as const,
  test: { name, include: folders.map(folder => `${folder}/**/*.test.{ts,tsx}`), isolate: false },
})

export default defineConfig({
  test: {
    testTimeout: STUCK_AFTER_MS,
    hookTimeout: STUCK_AFTER_MS,
    expect: { poll: { timeout: WAIT_AT_MOST_MS } },
    maxWorkers: 2,
    globalSetup: ['./tests/children/watch-run.ts'],
    setupFiles: ['./tests/children/mark-worker.ts'],
    env: { ...NO_MESSAGE_BUS, ...COMPILED_ONCE },
    projects: [
      // Whole programs, what ends them and what they leave: each file in a process of its own. They are begun first, for they are the longest.
      {
        extends: true,
        test: { name: 'all together', include: ['tests/**/*.test.ts', '{renderer,server}/**/*.test.{ts,tsx}'] },
      },
      besideTheCode('devices', 'native', 'main'),
      besideTheCode('src', 'src', 'cli', 'demo'),
    ],
  },
})
