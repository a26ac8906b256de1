import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** OpenSSL's command line as a judge of paths and of CMS: it reads both with code that is none of ours. */
const run = promisify(execFile)

export async function hasOpensslJudge(): Promise<boolean> {
  return run('openssl', ['version']).then(
    ({ stdout }) => /^OpenSSL [3-9]/.test(stdout),
    () => false,
  )
}

export interface OpensslPath {
  /** PEM each; `untrusted` may be empty. */
  readonly roots: string
  readonly untrusted: string
  readonly signer: string
  /** Seconds since 1970; the machine's own time when left out. */
  readonly atSeconds?: number
}

/** What OpenSSL found, and what it says of it. */
export interface OpensslAnswer {
  readonly isGood: boolean
  readonly text: string
}

/** Whether the path holds under `-x509_strict` and, where a list (DER) is given, the signer is not on it. */
export function checkPath(path: OpensslPath, list?: Uint8Array): Promise<OpensslAnswer> {
  return inFolder(async place => {
    const between = path.untrusted === '' ? [] : ['-untrusted', await place('untrusted.pem', path.untrusted)]
    const revoked = list ? ['-crl_check', '-CRLfile', await place('list.pem', listPem(list))] : []
    const roots = await place('roots.pem', path.roots)
    const files = ['-CAfile', roots, ...between, ...revoked, await place('signer.pem', path.signer)]
    return outcome(['verify', '-x509_strict', ...timeOf(path), ...files])
  })
}

const listPem = (der: Uint8Array): string =>
  `-----BEGIN X509 CRL-----\n${Buffer.from(der).toString('base64')}\n-----END X509 CRL-----\n`
const timeOf = ({ atSeconds }: { readonly atSeconds?: number }): string[] =>
  atSeconds === undefined ? [] : ['-attime', String(atSeconds)]

export interface OpensslCms {
  /** DER of a detached SignedData, and the bytes that it signs. */
  readonly cms: Uint8Array
  readonly content: Uint8Array
  /** PEM. */
  readonly roots: string
  readonly atSeconds?: number
}

/** Whether OpenSSL finds the CMS to sign the content by somebody below the roots. */
export function checkCms(one: OpensslCms): Promise<OpensslAnswer> {
  return inFolder(async place => {
    const [cms, content, roots] = await Promise.all([
      place('cms.der', one.cms),
      place('content', one.content),
      place('roots.pem', one.roots),
    ])
    const files = ['-in', cms, '-inform', 'DER', '-content', content, '-CAfile', roots, '-out', '/dev/null']
    // Any purpose: OpenSSL knows none for documents.
    return outcome(['cms', '-verify', '-cades', '-binary', '-purpose', 'any', ...timeOf(one), ...files])
  })
}

/** Whether OpenSSL finds the signature (DER) to be SM2 with SM3 over the data, under the usual user id. */
export function checkSm2(spki: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<OpensslAnswer> {
  return inFolder(async place => {
    const [key, signatureFile, file] = await Promise.all([
      place('key.der', spki),
      place('signature', signature),
      place('data', data),
    ])
    const how = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']
    return outcome([
      'pkeyutl',
      '-verify',
      '-pubin',
      '-keyform',
      'DER',
      '-inkey',
      key,
      '-sigfile',
      signatureFile,
      '-in',
      file,
      ...how,
    ])
  })
}

async function outcome(args: readonly string[]): Promise<OpensslAnswer> {
  return run('openssl', [...args]).then(
    ({ stdout, stderr }) => ({ isGood: true, text: stdout + stderr }),
    (failed: { stdout?: string; stderr?: string }) => ({
      isGood: false,
      text: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
    }),
  )
}

type Place = (name: string, data: string | Uint8Array) => Promise<string>

async function inFolder<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-openssl-'))
  try {
    return await work(async (name, data) => {
      await writeFile(join(folder, name), data)
      return join(folder, name)
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
