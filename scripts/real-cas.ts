import { CAS_CONTRACT, deskAt } from '../tests/contract/cas-contract.ts'
import { fetchApereoCas, startApereoCas } from '../tests/peers/apereo-cas.ts'
import { stillAtIt } from './still-at-it.mjs'

const USAGE = `node scripts/run.mjs scripts/real-cas.ts     holds the CAS client against Apereo's own server

Fetches the server once (118 MB, from Maven Central; wants Maven and Java 17), starts it on this machine, and tries every sentence of
tests/contract/cas-contract.ts on it. \`npm test\` tries the same ones on the double of the demo.`

const PERSON = { username: '0020210001', password: 'secret' }

async function main(): Promise<number> {
  let done = stillAtIt('Fetching the server', say)
  const folder = await fetchApereoCas()
  done()
  done = stillAtIt('Starting the server', say)
  const cas = await startApereoCas(folder, { [PERSON.username]: PERSON.password })
  done()
  let failed = 0
  try {
    for (const [title, sentence] of Object.entries(CAS_CONTRACT)) {
      const wrong = await sentence(deskAt({ baseUrl: cas.baseUrl, ...PERSON })).then(
        () => null,
        (error: unknown) => error,
      )
      console.log(`${wrong === null ? 'holds' : 'fails'}: ${title}`)
      if (wrong !== null) console.error(wrong)
      if (wrong !== null) failed++
    }
  } finally {
    await cas.stop()
  }
  return failed
}

const say = (text: string) => void process.stderr.write(`${text}\n`)
if (process.argv.includes('--help')) console.log(USAGE)
else process.exitCode = (await main()) === 0 ? 0 : 1
