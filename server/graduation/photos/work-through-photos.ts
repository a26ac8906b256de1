import type { ImportRow } from '../imports/import-rows.ts'
import { digestOfPhotos } from './bring-photos.ts'
import { type PhotoFile, type PhotoSource, PhotoSourceProblem } from './photo-file.ts'
import { type NamedPhotos, namedPhotos, type PhotoNamed } from './photo-named.ts'
import { openPhotoSource } from './photo-source.ts'

/** Photographs that are judged, reported and written down together: always the same ones of an import. */
const BATCH_FILES = 40

export interface PhotoBatch {
  readonly fromLine: number
  readonly toLine: number
  readonly files: readonly { readonly file: PhotoFile; readonly line: number; readonly named: PhotoNamed }[]
}

/** Goes through the photographs of an import, some at a time, from behind a line on. Throws `PhotoSourceProblem`, also where they are others now. */
export async function* photoBatches(row: ImportRow, behindLine = 0): AsyncGenerator<PhotoBatch> {
  const { place, photo_kind: kind } = row
  if (place === null || kind === null) throw new Error('an import of photographs says not where they lie')
  const source: PhotoSource = await openPhotoSource(place)
  try {
    if ((await digestOfPhotos(place, kind, row.turn)) !== row.import_id) throw new PhotoSourceProblem('changed')
    const photos: NamedPhotos = await namedPhotos(source)
    for (let from = 0; from < photos.files.length; from += BATCH_FILES) {
      const files = photos.files
        .slice(from, from + BATCH_FILES)
        .map((file, at) => ({ file, line: from + at + 1, named: photos.namedOf(file) }))
      const toLine = from + files.length
      if (toLine > behindLine) yield { files, fromLine: from + 1, toLine }
    }
  } finally {
    await source.close()
  }
}
