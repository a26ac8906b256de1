import { createReadStream } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { FILES_MAX, isOfNobody, type PhotoFile, type PhotoSource, PhotoSourceProblem, readWhole } from './photo-file.ts'
import { openZipSource } from './zip-source.ts'

/** Opens a folder, or a ZIP of any size, on the disk of the server. Throws `PhotoSourceProblem`. */
export async function openPhotoSource(place: string): Promise<PhotoSource> {
  const found = await lstat(place).catch(() => null)
  if (found?.isDirectory()) return openFolder(place)
  if (found?.isFile()) return openZipSource(place)
  throw new PhotoSourceProblem('not-there')
}

async function openFolder(folder: string): Promise<PhotoSource> {
  const files: PhotoFile[] = []
  const walk = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name)
      // A link may lead anywhere: only what lies here is read.
      if (entry.isDirectory()) await walk(path)
      if (!entry.isFile()) continue
      const { size } = await lstat(path)
      const named = relative(folder, path).replaceAll(sep, '/')
      if (isOfNobody(named)) continue
      files.push({ path: named, byteLength: size, read: most => readWhole(createReadStream(path), most) })
      if (files.length > FILES_MAX) throw new PhotoSourceProblem('too-many')
    }
  }
  await walk(folder)
  return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), close: async () => undefined }
}
