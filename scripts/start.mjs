import { ensureInstalled, run } from './bootstrap.mjs'

await ensureInstalled()
run('demo/start.ts', process.argv.slice(2))
