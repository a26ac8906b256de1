import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'

export interface Part {
  readonly sha256: string
  readonly bytes: number
}

/** Writes lines into a file, packed, and onto the disk. What it gives is over the bytes as they lie there. */
export async function writeLines(path: string, lines: AsyncIterable<string>): Promise<Part> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(
    Readable.from(withEnds(lines)),
    createGzip(),
    measure,
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  )
  await toDisk(path)
  return { sha256: hash.digest('hex'), bytes }
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

/** The lines of such a file. Throws where it does not unpack. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const unpacked = createReadStream(path).pipe(createGunzip())
  unpacked.setEncoding('utf8')
  let rest = ''
  for await (const chunk of unpacked as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') throw new Error(`${path} ends in the middle of a line`)
}

/** SHA-256 and length of a file as it lies there. */
export async function measureFile(path: string): Promise<Part> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** Copies a file onto the disk, hashing what is written. */
export async function copyMeasured(from: string, to: string, mode: number): Promise<Part> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(createReadStream(from), measure, createWriteStream(to, { flags: 'wx', mode: 0o600 }))
  const handle = await open(to, 'r+')
  try {
    await handle.sync()
    await handle.chmod(mode)
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

export async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
