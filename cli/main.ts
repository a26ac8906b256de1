import { keepFilesOwn } from '../native/own-files.ts'
import { run } from './run.ts'

keepFilesOwn()

process.exitCode = await run(process.argv.slice(2))
