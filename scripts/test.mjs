import { ensureInstalled, run } from './bootstrap.mjs'

ensureInstalled()
run('scripts/test.ts', process.argv.slice(2))
