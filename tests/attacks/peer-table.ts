import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askPdfsig, hasPdfsig, pdfsigAccepts } from '../peers/pdfsig.ts'
import { askPyhanko, findPyhanko, pyhankoAccepts } from '../peers/pyhanko.ts'
import { type ManifestEntry, writeCorpus } from './write-corpus.ts'

/** What the peers say of the files of a corpus; null for a peer that this machine does not have. */
export interface PeerOpinion {
  readonly entry: ManifestEntry
  readonly pyhanko: { readonly accepts: boolean; readonly why: string } | null
  readonly pdfsig: { readonly accepts: boolean; readonly why: string } | null
}

/** Shows a corpus in `folder` to pyHanko and pdfsig. Only pyHanko is told whom to trust. */
export async function askPeers(folder: string, entries: readonly ManifestEntry[]): Promise<PeerOpinion[]> {
  const inFolder = (path: string) => join(folder, path)
  const python = await findPyhanko()
  const answers = python
    ? await askPyhanko(
        python,
        entries.map(({ file, anchors, intermediates, crls, at }) => ({
          ...{ file: inFolder(file), anchors: inFolder(anchors), at },
          ...{ intermediates: intermediates.map(inFolder), crls: crls.map(inFolder) },
        })),
      )
    : null
  const withPdfsig = await hasPdfsig()
  const opinions: PeerOpinion[] = []
  for (const [nth, entry] of entries.entries()) {
    const answer = answers?.[nth]
    const pdfsig = withPdfsig ? await askPdfsig(inFolder(entry.file)) : null
    const facts = answer?.signatures.map(one => `${one.field} ${one.coverage} ${one.changes} ${one.trusted}`)
    opinions.push({
      entry,
      pyhanko: answer ? { accepts: pyhankoAccepts(answer), why: answer.error ?? facts?.join('; ') ?? '' } : null,
      pdfsig: pdfsig
        ? { accepts: pdfsigAccepts(pdfsig), why: `${pdfsig.valid}/${pdfsig.signatures}, ${pdfsig.total} total` }
        : null,
    })
  }
  return opinions
}

/** Where the peers differ from what the kiosk must say, as lines. */
export function disagreements(opinions: readonly PeerOpinion[]): string[] {
  return opinions
    .filter(({ entry }) => !entry.contested)
    .flatMap(({ entry, pyhanko, pdfsig }) =>
      Object.entries({ pyHanko: pyhanko, pdfsig }).flatMap(([name, opinion]) =>
        opinion && opinion.accepts !== entry.printable
          ? [`${name} ${opinion.accepts ? 'accepts' : 'refuses'} ${entry.id} (${opinion.why})`]
          : [],
      ),
    )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-corpus-'))
  try {
    const lines = disagreements(await askPeers(folder, writeCorpus(folder)))
    for (const line of lines.sort()) console.log(line)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
