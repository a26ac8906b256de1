import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const TIMEOUT_MS = 20_000
const DOTS_PER_INCH = 80

/**
 * A page, counted from 1, as PNG, drawn by poppler's `pdftoppm`: a second opinion beside the browser's. `null` when the program is
 * not installed or can't draw the page.
 */
export async function drawPage(pdf: Uint8Array, page: number): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  try {
    const source = join(folder, 'sheet.pdf')
    const target = join(folder, 'page')
    await writeFile(source, pdf)
    const options = ['-png', '-singlefile', '-r', String(DOTS_PER_INCH), '-f', String(page), '-l', String(page)]
    await run('pdftoppm', [...options, source, target], { timeout: TIMEOUT_MS })
    return await readFile(`${target}.png`)
  } catch {
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
