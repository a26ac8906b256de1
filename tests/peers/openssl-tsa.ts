import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pem } from '../../server/signing/sample-authority.ts'
import { type SampleStamper, sampleStamper, sampleTimeStampResponse } from '../../server/signing/sample-time-stamp.ts'
import { writeTimeStampRequest } from '../../server/signing/time-stamp-request.ts'
import { contentOf, readWholeDer, sequenceOf, TAG } from '../../src/pdf/der.ts'

const run = promisify(execFile)

/** How the authority behaves. All but the last three are OpenSSL's own tokens. */
export type TsaMood =
  | 'well'
  | 'slow'
  | 'down'
  | 'refusing'
  | 'wrong-imprint'
  | 'wrong-nonce'
  | 'untrusted'
  | 'wrong-purpose'
  | 'garbage'
  | 'flood'

export interface OpensslTsa {
  readonly url: string
  /** DER of the root that the honest certificate leads to. */
  readonly root: Uint8Array
  readonly stamper: SampleStamper
  mood: TsaMood
  /** How many requests have come. */
  asked(): number
  stop(): Promise<void>
}

/** Whether this machine has an OpenSSL that stamps times. */
export async function hasOpenssl(): Promise<boolean> {
  return run('openssl', ['version']).then(
    ({ stdout }) => /^OpenSSL [3-9]/.test(stdout),
    () => false,
  )
}

/**
 * A time-stamp authority (RFC 3161 over HTTP): `openssl ts` behind a small server on loopback, of the machine's own time. In a
 * bad mood it is slow, down, or lies.
 */
export async function startOpensslTsa(): Promise<OpensslTsa> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-tsa-'))
  const stamper = sampleStamper(Date.now())
  const stranger = sampleStamper(Date.now())
  const misfit = sampleStamper(Date.now(), {
    extraExtensions: [],
    purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'],
  })
  await writeAuthority(folder, 'own', stamper)
  await writeAuthority(folder, 'strange', stranger)
  let turn = 0
  let asked = 0
  const held = new Set<ServerResponse>()

  const reply = async (query: Uint8Array, name: 'own' | 'strange'): Promise<Buffer> => {
    const [request, answer] = [join(folder, `${turn}.tsq`), join(folder, `${turn++}.tsr`)]
    await writeFile(request, query)
    const files = ['-queryfile', request, '-config', join(folder, `${name}.cnf`), '-out', answer]
    await run('openssl', ['ts', '-reply', ...files], { cwd: folder })
    return readFile(answer)
  }
  const answerTo = async (query: Uint8Array): Promise<Uint8Array> => {
    const { digest, nonce } = readQuery(query)
    const asks = (changed: { digest?: Uint8Array; nonce?: Uint8Array }) =>
      writeTimeStampRequest({ digest, nonce, policy: null, ...changed })
    switch (tsa.mood) {
      case 'wrong-imprint':
        return reply(asks({ digest: flipped(digest) }), 'own')
      case 'wrong-nonce':
        return reply(asks({ nonce: flipped(nonce) }), 'own')
      case 'untrusted':
        return reply(query, 'strange')
      case 'refusing':
        return reply(writeTimeStampRequest({ digest, nonce, policy: '1.9.9.9' }), 'own')
      case 'wrong-purpose':
        return sampleTimeStampResponse({ ...misfit, root: stamper.root }, { digest, nonce, timeMs: Date.now() })
      case 'garbage':
        return Buffer.from('<html>Sign in to the network</html>')
      case 'flood':
        return new Uint8Array(1024 * 1024)
      default:
        return reply(query, 'own')
    }
  }
  const server = createServer(async (request, response) => {
    asked++
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (tsa.mood === 'slow') return void held.add(response)
    if (tsa.mood === 'down') return void response.socket?.destroy()
    const body = await answerTo(new Uint8Array(Buffer.concat(parts)))
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(body)
  })
  const tsa: OpensslTsa = {
    url: await listen(server),
    root: stamper.root,
    stamper,
    mood: 'well',
    asked: () => asked,
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
  return tsa
}

async function writeAuthority(folder: string, name: string, { certificate, key, root }: SampleStamper): Promise<void> {
  const file = (ending: string) => join(folder, `${name}${ending}`)
  await writeFile(file('.crt'), pem(certificate))
  await writeFile(file('-root.crt'), pem(root))
  await writeFile(file('.key'), key.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(file('.serial'), '01\n')
  await writeFile(
    file('.cnf'),
    `[tsa]
default_tsa = authority
[authority]
serial = ${file('.serial')}
signer_cert = ${file('.crt')}
certs = ${file('-root.crt')}
signer_key = ${file('.key')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`,
  )
}

/** Imprint and nonce of a TimeStampReq. */
function readQuery(query: Uint8Array): { digest: Uint8Array; nonce: Uint8Array } {
  const [, imprint, ...rest] = sequenceOf(readWholeDer(query))
  const nonce = rest.find(node => node.tag === TAG.integer)
  if (!nonce) throw new Error('the request has no nonce')
  return { digest: contentOf(sequenceOf(imprint)[1]!), nonce: contentOf(nonce) }
}

function flipped(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice()
  changed[changed.length - 1]! ^= 1
  return changed
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/`
}
