import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { noncedStyles, withoutSummaries } from '../build-plugins.ts'
import { webConfig } from '../web/web-config.ts'

const config = webConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  outDir: fileURLToPath(new URL('../../dist/renderer/console', import.meta.url)),
})

export default defineConfig({
  ...config,
  plugins: [...(config.plugins ?? []), withoutSummaries(), noncedStyles()],
  // The server puts another one in its place with every answer.
  html: { cspNonce: '__STYLE_NONCE__' },
  build: {
    ...config.build,
    target: ['chrome109', 'safari16', 'firefox115'],
    rolldownOptions: {
      output: {
        // What zod must be told before the first schema stands in the file that every schema waits for.
        codeSplitting: {
          groups: [{ name: 'ground', test: /renderer\/ui\/(?:no-eval|polyfill)\.ts$|node_modules\/zod\// }],
        },
      },
    },
  },
})
