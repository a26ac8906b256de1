import { join } from 'node:path'
import { systemClock } from '../../native/system-clock.ts'
import { configOfFile } from '../ground/config/config-of-file.ts'
import { openStore } from '../ground/store/store.ts'
import { ADMINISTER_USAGE, administer } from './administer.ts'

const [DONE, REFUSED, BAD_USE] = [0, 1, 2]

async function main(args: readonly string[]): Promise<number> {
  const [option, file, ...command] = args
  if (option !== '--config' || file === undefined || command.length === 0) return badUse(ADMINISTER_USAGE)
  const config = await configOfFile(file)
  if (!config.ok) return badUse(`${config.error.join('\n')}\n`)
  const { folder, databaseUrl } = config.value.store
  const store = await openStore(
    databaseUrl === null ? { kind: 'folder', folder: join(folder, 'database') } : { kind: 'postgres', databaseUrl },
  )
  try {
    const answer = await administer(store.db, systemClock, command)
    if (answer.ok) {
      process.stdout.write(`${JSON.stringify(answer.value)}\n`)
      return DONE
    }
    process.stderr.write(`${answer.error.message}\n`)
    if (answer.error.use) process.stderr.write(`\n${ADMINISTER_USAGE}`)
    return answer.error.use ? BAD_USE : REFUSED
  } finally {
    await store.close()
  }
}

function badUse(message: string): number {
  process.stderr.write(message)
  return BAD_USE
}

process.exitCode = await main(process.argv.slice(2))
