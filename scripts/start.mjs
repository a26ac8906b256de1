import { ensureInstalled, run } from './bootstrap.mjs'

ensureInstalled()
run('demo/start.ts', process.argv.slice(2))
