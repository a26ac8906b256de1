import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readCertificate } from '../src/pdf/certificate.ts'
import { readCrl } from '../src/pdf/crl.ts'
import { derOfPem } from '../src/pdf/pem.ts'
import type { PoolSetup } from './verify-line.ts'
import { pageOf } from './verify-page.ts'
import { createVerifyPool } from './verify-pool.ts'

const USAGE = `yinzheng verify FILE... --anchor ROOT.pem [--json]

Checks signed PDFs and says whether each may be printed. Nothing is fetched: only the certificates and lists given here
and in the files count, and only the anchors are trusted. Exit status 0 if all may be printed; 1 if not; 2 for wrong use.

  --anchor FILE            certificates to trust, PEM, several in a file or the option several times
  --timestamp-anchor FILE  certificates to trust for time stamps alone, PEM; as often as needed
  --intermediate FILE      certificates that may be missing in the files, PEM or DER; as often as needed
  --crl FILE               revocation lists, PEM or DER; as often as needed
  --at TIME                the time to judge at, for example 2026-11-22T04:00:00Z (now unless said otherwise)
  --policy POLICY          kiosk-strict (unless said otherwise) or public
  --pin SHA256             seal certificates that alone may have signed, by their SHA-256; as often as needed
  --json                   one line of JSON a file`

const TIME_LIMIT_MS = 5000
const MEMORY_LIMIT_MB = 512
/** A thread costs more to start than a few files to check. */
const FILES_A_THREAD = 16

const optionsSchema = z.object({
  files: z.array(z.string().min(1)).min(1, 'name at least one file'),
  anchor: z.array(z.string()).min(1, 'name at least one --anchor'),
  at: z.iso.datetime({ offset: true, error: '--at is a time such as 2026-11-22T04:00:00Z' }).optional(),
  policy: z.enum(['kiosk-strict', 'public']),
  pin: z.array(z.string().regex(/^[0-9a-fA-F]{64}$/, '--pin is 64 hexadecimal digits')),
})

/** `yinzheng verify`. Resolves with the exit status. */
export async function runVerify(args: string[]): Promise<number> {
  const wrong = (text: string) => {
    console.error(`${text}\n\n${USAGE}`)
    return 2
  }
  const given = readArguments(args)
  if (typeof given === 'string') return wrong(given)
  if (given.values.help) {
    console.log(USAGE)
    return 0
  }
  const { anchor, 'timestamp-anchor': timestampAnchor, intermediate, crl, at, policy, pin, json } = given.values
  const parsed = optionsSchema.safeParse({ files: given.positionals, anchor, at, policy, pin })
  if (!parsed.success) return wrong(z.prettifyError(parsed.error))
  const { files } = parsed.data
  const setup = await readSetup({ ...parsed.data, timestampAnchor, intermediate, crl }).catch((error: unknown) =>
    String(error),
  )
  if (typeof setup === 'string') return wrong(setup)

  const threads = Math.min(availableParallelism(), Math.ceil(files.length / FILES_A_THREAD))
  const pool = createVerifyPool({ ...setup, threads, timeLimitMs: TIME_LIMIT_MS, memoryLimitMb: MEMORY_LIMIT_MB })
  const nowMs = parsed.data.at === undefined ? Date.now() : Date.parse(parsed.data.at)
  let allPrintable = true
  try {
    const lines = files.map(file => pool.check({ file, nowMs }))
    for (const pending of lines) {
      const line = await pending
      allPrintable &&= line.printable
      console.log(json ? JSON.stringify(line) : `${pageOf(line)}\n`)
    }
  } finally {
    await pool.close()
  }
  return allPrintable ? 0 : 1
}

interface Files {
  readonly anchor: readonly string[]
  readonly timestampAnchor: readonly string[]
  readonly intermediate: readonly string[]
  readonly crl: readonly string[]
  readonly policy: 'kiosk-strict' | 'public'
  readonly pin: readonly string[]
}

/** Reads what the files are checked by. Rejects with a sentence that names the file that is of no use. */
async function readSetup({ anchor, timestampAnchor, intermediate, crl, policy, pin }: Files): Promise<PoolSetup> {
  const anchors = await readAll(anchor, 'CERTIFICATE', readCertificate)
  const timestampAnchors = await readAll(timestampAnchor, 'CERTIFICATE', readCertificate)
  const intermediates = await readAll(intermediate, 'CERTIFICATE', readCertificate)
  const crls = await readAll(crl, 'X509 CRL', readCrl)
  const pinnedSigners = pin.map(one => one.toLowerCase())
  return {
    verifier: { anchors, timestampAnchors, intermediates, crls, policy, ...(pin.length > 0 ? { pinnedSigners } : {}) },
  }
}

async function readAll(
  paths: readonly string[],
  label: string,
  parse: (der: Uint8Array) => unknown,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => {
      throw new Error(`${path} cannot be read`)
    })
    try {
      const text = bytes.toString('latin1')
      const ders = text.includes('-----BEGIN ') ? derOfPem(text, label) : [new Uint8Array(bytes)]
      if (ders.length === 0) throw new Error('nothing in it')
      for (const der of ders) parse(der)
      found.push(...ders)
    } catch (error) {
      throw new Error(`${path} holds no ${label.toLowerCase()} that can be read (${(error as Error).message})`)
    }
  }
  return found
}

function readArguments(args: string[]) {
  try {
    const list = { type: 'string' as const, multiple: true as const, default: [] as string[] }
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        anchor: list,
        'timestamp-anchor': list,
        intermediate: list,
        crl: list,
        pin: list,
        at: { type: 'string' },
        policy: { type: 'string', default: 'kiosk-strict' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable arguments'
  }
}
