import { ensureInstalled, run } from './bootstrap.mjs'

// run.mjs FILE.ts ARGS...: a file of the project on the pinned Node.
const [file, ...args] = process.argv.slice(2)
await ensureInstalled()
run(file, args)
