import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isContested } from './case.ts'
import { CORPUS } from './corpus.ts'
import { anchors, NOW_MS } from './pki.ts'
import { pemOf } from './x509.ts'

/** One file of a written corpus, as `manifest.json` lists it. Paths are relative to the folder. */
export interface ManifestEntry {
  readonly id: string
  readonly about: string
  readonly file: string
  readonly kiosk: readonly string[]
  readonly public: readonly string[]
  readonly printable: boolean
  readonly contested: boolean
  readonly anchors: string
  readonly intermediates: readonly string[]
  readonly crls: readonly string[]
  /** ISO 8601. */
  readonly at: string
}

/** Writes every file, what belongs to it and `manifest.json` to a folder. The keys are fresh each time. */
export function writeCorpus(folder: string): ManifestEntry[] {
  const put = (path: string, data: string | Uint8Array): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), data)
    return path
  }
  const usual = put('anchors.pem', pemOf(...anchors()))
  const entries = CORPUS.map(one => {
    const made = one.make()
    const beside = (kind: string, items: readonly Uint8Array[] = []) =>
      items.map((item, nth) => put(`${one.id}.${nth}.${kind}`, kind === 'crl' ? item : pemOf(item)))
    return {
      ...{ id: one.id, about: one.about, file: put(`${one.id}.pdf`, made.pdf) },
      ...{ kiosk: one.kiosk, public: one.public, printable: one.printable, contested: isContested(one) },
      anchors: made.anchors ? put(`${one.id}.anchors.pem`, pemOf(...made.anchors)) : usual,
      intermediates: beside('pem', made.intermediates),
      crls: beside('crl', made.crls),
      at: new Date(made.nowMs ?? NOW_MS).toISOString(),
    }
  })
  put('manifest.json', JSON.stringify(entries, null, 2))
  return entries
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2)
  if (folder === undefined) {
    console.error('usage: node tests/attacks/write-corpus.ts DIR')
    process.exitCode = 2
  } else console.log(`${writeCorpus(folder).length} files in ${folder}`)
}
