import { ensureInstalled, run } from './bootstrap.mjs'

await ensureInstalled()
run('scripts/test.ts', process.argv.slice(2))
