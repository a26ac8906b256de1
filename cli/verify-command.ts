import { access, constants, readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type StaffLanguage, sayIn } from '../server/ground/commands/language.ts'
import { asksForHelp, parseWords } from '../server/ground/commands/parse-words.ts'
import { textForTerminal } from '../server/ground/commands/printable.ts'
import { helpOf, OPTIONS_OF_ALL } from '../server/ground/commands/usage.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { readCertificate } from '../src/pdf/certificate.ts'
import { readCrl } from '../src/pdf/crl.ts'
import { derOfPem } from '../src/pdf/pem.ts'
import type { PoolSetup } from './verify-line.ts'
import { pageOf } from './verify-page.ts'
import { createVerifyPool } from './verify-pool.ts'

const WHAT = both(
  '检查已盖电子签章的 PDF，说明每份能不能打印。不联网：只看这里和文件里给出的证书和名单，只信任给出的根证书。\n每个文件各有答复。全部可以打印结束码是 0，有不能打印或读不到的是 1，用法不对或一个文件都读不到是 2。',
  'Checks signed PDFs and says whether each may be printed. Nothing is fetched: only the certificates and lists given here\nand in the files count, and only the anchors are trusted. Each file has its own answer. Exit status 0 if all may be printed,\n1 if not or where one cannot be read, 2 for wrong use or where none can be.',
)
const OPTIONS: readonly (readonly [string, Bilingual])[] = [
  [
    '--anchor FILE',
    both(
      '信任的根证书，PEM；一个文件可含多个，也可写多次',
      'certificates to trust, PEM, several in a file or the option several times',
    ),
  ],
  [
    '--timestamp-anchor FILE',
    both('只用于时间戳的根证书，PEM；可写多次', 'certificates to trust for time stamps alone, PEM; as often as needed'),
  ],
  [
    '--intermediate FILE',
    both(
      '文件里可能缺的中间证书，PEM 或 DER；可写多次',
      'certificates that may be missing in the files, PEM or DER; as often as needed',
    ),
  ],
  ['--crl FILE', both('吊销名单，PEM 或 DER；可写多次', 'revocation lists, PEM or DER; as often as needed')],
  [
    '--at TIME',
    both(
      '按哪一刻判断，例如 2026-11-22T04:00:00Z（不写则是现在）',
      'the time to judge at, for example 2026-11-22T04:00:00Z (now unless said otherwise)',
    ),
  ],
  ['--policy POLICY', both('kiosk-strict（默认）或 public', 'kiosk-strict (unless said otherwise) or public')],
  [
    '--pin SHA256',
    both(
      '只许这些签章证书，写其 SHA-256；可写多次',
      'seal certificates that alone may have signed, by their SHA-256; as often as needed',
    ),
  ],
  ['--language L', OPTIONS_OF_ALL.language.what],
  ['--json', both('每个文件一行 JSON', 'one line of JSON a file')],
]

const TIME_LIMIT_MS = 5000
const MEMORY_LIMIT_MB = 512
/** A thread costs more to start than a few files to check. */
const FILES_A_THREAD = 16

const WRONG: Readonly<Record<string, Bilingual>> = {
  files: both('至少要写一个文件', 'name at least one file'),
  anchor: both('至少要写一个 --anchor', 'name at least one --anchor'),
  at: both('--at 是时间，例如 2026-11-22T04:00:00Z', '--at is a time such as 2026-11-22T04:00:00Z'),
  policy: both('--policy 要写 kiosk-strict 或 public', '--policy is kiosk-strict or public'),
  pin: both('--pin 是 64 位十六进制数字', '--pin is 64 hexadecimal digits'),
}

const optionsSchema = z.object({
  files: z.array(z.string().min(1)).min(1),
  anchor: z.array(z.string()).min(1),
  at: z.iso.datetime({ offset: true }).optional(),
  policy: z.enum(['kiosk-strict', 'public']),
  pin: z.array(z.string().regex(/^[0-9a-fA-F]{64}$/)),
})

/** `yinzheng verify`. Resolves with the exit status. */
export async function runVerify(args: string[], language: StaffLanguage): Promise<number> {
  const say = sayIn(language)
  const line = 'verify FILE... --anchor ROOT.pem [--json]'
  const usage = () =>
    helpOf({ line, what: say(WHAT), options: OPTIONS.map(([option, what]) => [option, say(what)] as const), say })
  const wrong = (text: Bilingual) => {
    console.error(`${say(text)}\n\n${usage()}`)
    return 2
  }
  if (asksForHelp(args)) {
    console.log(usage())
    return 0
  }
  const read = parseWords(() => readArguments(args))
  if (!read.ok) return wrong(read.error)
  const given = read.value
  const { anchor, 'timestamp-anchor': timestampAnchor, intermediate, crl, at, policy, pin, json } = given.values
  const parsed = optionsSchema.safeParse({ files: given.positionals, anchor, at, policy, pin })
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
    const words = names.map(name => WRONG[name] ?? both(`--${name} 不对`, `--${name} is wrong`))
    return wrong(both(words.map(({ zh }) => zh).join('\n'), words.map(({ en }) => en).join('\n')))
  }
  const { files } = parsed.data
  const missing = await filesNotThere(files)
  // One that is not there beside others is a line as theirs; where none is there, nothing was asked.
  if (missing.length === files.length) {
    const names = missing.map(textForTerminal)
    return wrong(
      both(names.map(name => `${name} 读不到`).join('\n'), names.map(name => `${name} cannot be read`).join('\n')),
    )
  }
  const setup = await readSetup({ ...parsed.data, timestampAnchor, intermediate, crl }).catch((error: unknown) => {
    if (error instanceof Unusable) return error
    throw error
  })
  if (setup instanceof Unusable) return wrong(setup.words)

  const threads = Math.min(availableParallelism(), Math.ceil(files.length / FILES_A_THREAD))
  const pool = createVerifyPool({ ...setup, threads, timeLimitMs: TIME_LIMIT_MS, memoryLimitMb: MEMORY_LIMIT_MB })
  const nowMs = parsed.data.at === undefined ? Date.now() : Date.parse(parsed.data.at)
  let allPrintable = true
  try {
    const lines = files.map(file => pool.check({ file, nowMs }))
    for (const pending of lines) {
      const line = await pending
      allPrintable &&= line.printable
      console.log(json ? JSON.stringify(line) : `${pageOf(line, say)}\n`)
    }
  } finally {
    await pool.close()
  }
  return allPrintable ? 0 : 1
}

/** Those that are no file that can be read: a slip of whoever named them, and nothing about a document. */
async function filesNotThere(files: readonly string[]): Promise<string[]> {
  const isThere = async (file: string) => {
    const found = await stat(file).catch(() => null)
    return (
      found?.isDirectory() === false &&
      (await access(file, constants.R_OK).then(
        () => true,
        () => false,
      ))
    )
  }
  const there = await Promise.all(files.map(isThere))
  return files.filter((_, at) => !there[at])
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

/** A file that is of no use, in a sentence that names it. */
class Unusable extends Error {
  readonly words: Bilingual
  constructor(words: Bilingual) {
    super(words.en)
    this.words = words
  }
}

async function readAll(
  paths: readonly string[],
  label: 'CERTIFICATE' | 'X509 CRL',
  parse: (der: Uint8Array) => unknown,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for (const path of paths) {
    const bytes = await readFile(path).catch(() => {
      throw new Unusable(both(`${path} 读不到`, `${path} cannot be read`))
    })
    try {
      const text = bytes.toString('latin1')
      const ders = text.includes('-----BEGIN ') ? derOfPem(text, label) : [new Uint8Array(bytes)]
      if (ders.length === 0) throw new Error('nothing in it')
      for (const der of ders) parse(der)
      found.push(...ders)
    } catch (error) {
      const { message } = error as Error
      const what = label === 'CERTIFICATE' ? '证书' : '吊销名单'
      throw new Unusable(
        both(
          `${path} 里没有能读的${what}（${message}）`,
          `${path} holds no ${label.toLowerCase()} that can be read (${message})`,
        ),
      )
    }
  }
  return found
}

function readArguments(args: string[]) {
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
      language: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
}
