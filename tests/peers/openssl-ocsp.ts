import { execFile } from 'node:child_process'
import type { KeyObject } from 'node:crypto'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pem } from '../../server/signing/sample-authority.ts'

const run = promisify(execFile)

/** A certificate authority whose word on revocation is asked for. */
export interface OcspAuthority {
  /** DER. */
  readonly certificate: Uint8Array
  readonly key: KeyObject
  /** DER of the certificates that it has issued. */
  readonly issued: readonly Uint8Array[]
  /** DER of a certificate that answers in its name, with its key; the authority itself when left out. */
  readonly responder?: { readonly certificate: Uint8Array; readonly key: KeyObject }
}

/** `stale` gives a list that ran out yesterday and the answer to try later, `forged` what a stranger signed. */
export type RevocationMood = 'well' | 'slow' | 'down' | 'stale' | 'forged' | 'garbage'

export interface OpensslOcsp {
  readonly ocspUrl: string
  readonly crlUrl: string
  mood: RevocationMood
  /** Marks a certificate as revoked an hour ago. */
  revoke(certificate: Uint8Array): Promise<void>
  /** Starts from all good again. */
  forgive(): Promise<void>
  stop(): Promise<void>
}

const DAY_MS = 24 * 3600 * 1000
/** An OCSPResponse with the status tryLater. */
const TRY_LATER = Uint8Array.of(0x30, 3, 0x0a, 1, 3)

/**
 * The revocation service of one authority: `openssl ocsp` and `openssl ca -gencrl` behind a small server on loopback, of the
 * machine's own time. `stranger` signs in the mood `forged`; it has the authority's name and another key.
 */
export async function startOpensslOcsp(
  authority: OcspAuthority,
  stranger: Pick<OcspAuthority, 'certificate' | 'key'>,
): Promise<OpensslOcsp> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-ocsp-'))
  const at = (name: string) => join(folder, name)
  const responder = authority.responder ?? authority
  const pairs = { ca: authority, responder, stranger }
  for (const [name, { certificate, key }] of Object.entries(pairs)) {
    await writeFile(at(`${name}.crt`), pem(certificate))
    await writeFile(at(`${name}.key`), key.export({ type: 'pkcs8', format: 'pem' }))
  }
  await writeFile(
    at('ca.cnf'),
    `[ca]\ndefault_ca = own\n[own]\ndatabase = ${at('index.txt')}\ndefault_md = sha256\ncrlnumber = ${at('number')}\n`,
  )
  const revoked = new Set<string>()
  const writeIndex = () => writeFile(at('index.txt'), authority.issued.map(one => indexLine(one, revoked)).join(''))
  await writeFile(at('number'), '01\n')
  await writeIndex()
  let turn = 0
  const held = new Set<ServerResponse>()

  const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '').concat('Z')
  const crl = async (): Promise<Uint8Array> => {
    const isStale = service.mood === 'stale'
    const name = service.mood === 'forged' ? 'stranger' : 'ca'
    const [from, to] = isStale ? [-2 * DAY_MS, -DAY_MS] : [-3600_000, DAY_MS]
    const out = at(`${turn++}.crl`)
    const files = ['-config', at('ca.cnf'), '-cert', at(`${name}.crt`), '-keyfile', at(`${name}.key`), '-out', out]
    const times = ['-crl_lastupdate', stamp(Date.now() + from), '-crl_nextupdate', stamp(Date.now() + to)]
    await run('openssl', ['ca', '-gencrl', ...files, ...times], { cwd: folder })
    const { stdout } = await run('openssl', ['crl', '-in', out, '-outform', 'DER'], { encoding: 'buffer' })
    return new Uint8Array(stdout)
  }
  const ocsp = async (query: Uint8Array): Promise<Uint8Array> => {
    const [request, answer] = [at(`${turn}.ocsp`), at(`${turn++}.answer`)]
    await writeFile(request, query)
    const name = service.mood === 'forged' ? 'stranger' : 'responder'
    const keys = ['-CA', at('ca.crt'), '-rsigner', at(`${name}.crt`), '-rkey', at(`${name}.key`)]
    await run(
      'openssl',
      ['ocsp', '-index', at('index.txt'), ...keys, '-ndays', '1', '-reqin', request, '-respout', answer],
      {
        cwd: folder,
      },
    )
    return readFile(answer)
  }
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    if (service.mood === 'slow') return void held.add(response)
    if (service.mood === 'down') return void response.socket?.destroy()
    if (service.mood === 'garbage') return void response.end('<html>')
    // OpenSSL makes no answer that has run out: the responder says that it has none just now (RFC 6960, 2.3).
    if (service.mood === 'stale' && request.method === 'POST') return void response.end(TRY_LATER)
    const body = request.method === 'GET' ? await crl() : await ocsp(new Uint8Array(Buffer.concat(parts)))
    response.end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const base = `http://127.0.0.1:${address.port}`
  const service: OpensslOcsp = {
    ocspUrl: `${base}/ocsp`,
    crlUrl: `${base}/authority.crl`,
    mood: 'well',
    revoke: async certificate => {
      revoked.add(new X509Certificate(certificate).serialNumber)
      await writeIndex()
    },
    forgive: async () => {
      revoked.clear()
      await writeIndex()
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
  return service
}

/** A line of OpenSSL's database: state, end, time of revocation, serial number, file, name. */
function indexLine(certificate: Uint8Array, revoked: ReadonlySet<string>): string {
  const { serialNumber, validToDate } = new X509Certificate(certificate)
  const short = (ms: number) => `${new Date(ms).toISOString().slice(2, 19).replace(/\D/g, '')}Z`
  const isRevoked = revoked.has(serialNumber)
  const when = isRevoked ? `${short(Date.now() - 3600_000)},keyCompromise` : ''
  const end = short(validToDate.getTime())
  return `${isRevoked ? 'R' : 'V'}\t${end}\t${when}\t${serialNumber}\tunknown\t/CN=${serialNumber}\n`
}
