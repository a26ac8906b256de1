import { basename, extname } from 'node:path/posix'
import { nameTrouble } from '../../../src/rules/names.ts'
import { dayOf, plainOf } from '../../ground/sheets/cells.ts'
import { headingCells } from '../../ground/sheets/heading.ts'
import { readSheet } from '../../ground/sheets/read-sheet.ts'
import { SheetProblem } from '../../ground/sheets/sheet-problem.ts'
import { nameOf } from '../register/register-values.ts'
import { type PhotoFile, type PhotoSource, PhotoSourceProblem } from './photo-file.ts'

/** What came with a photograph: in the name of its file, or in a table beside it. */
export interface PhotoNamed {
  readonly fileName: string
  /** Identity, examinee or student number, or capture code: whichever they are. */
  readonly numbers: readonly string[]
  /** Empty where nothing is said. */
  readonly name: string
  readonly school: string
  /** YYYY-MM-DD. */
  readonly takenOn: string | null
}

const IMAGES = ['.jpg', '.jpeg', '.png']
const TABLES = ['.csv', '.xlsx']
const TABLE_BYTES_MAX = 64 * 1024 * 1024

const COLUMNS = {
  file: ['文件名', '照片文件名', '照片', '图片', '文件', 'file'],
  numbers: [
    ...['身份证号码', '身份证号', '证件号码', '考生号', '学号', '采集码', '图像采集码'],
    ...['id number', 'examinee number', 'student number', 'capture code'],
  ],
  name: ['姓名', 'name'],
  school: ['学校', '学校名称', '院校名称', 'school'],
  takenOn: ['拍摄日期', '采集日期', 'taken on'],
} as const

export interface NamedPhotos {
  /** Photographs, in their order; those that are none, by the end of their name, are among them: somebody may have thought they are. */
  readonly files: readonly PhotoFile[]
  namedOf(file: PhotoFile): PhotoNamed
}

/** Reads the table beside the photographs, where there is one. Throws `PhotoSourceProblem`. */
export async function namedPhotos({ files }: PhotoSource): Promise<NamedPhotos> {
  const tables = files.filter(({ path }) => TABLES.includes(extname(path).toLowerCase()))
  if (tables.length > 1) throw new PhotoSourceProblem('two-tables')
  const said = tables[0] ? await readTable(tables[0]) : new Map<string, PhotoNamed>()
  const photos = files.filter(({ path }) => !TABLES.includes(extname(path).toLowerCase()))
  if (photos.length === 0) throw new PhotoSourceProblem('empty')
  return { files: photos, namedOf: ({ path }) => said.get(keyOf(path)) ?? readFileName(path) }
}

/** What the name of a file says: digits are numbers, and Chinese characters a name. */
export function readFileName(path: string): PhotoNamed {
  const fileName = basename(path)
  const bare = IMAGES.includes(extname(fileName).toLowerCase())
    ? fileName.slice(0, -extname(fileName).length)
    : fileName
  const plain = bare.normalize('NFKC')
  const numbers = plain.toUpperCase().match(/[0-9A-Z]{6,24}/g) ?? []
  const [name = ''] = nameOf(bare).match(/[\p{Script=Han}·]{2,30}/gu) ?? []
  return { fileName, numbers, name: nameTrouble(name) === null ? name : '', school: '', takenOn: null }
}

/** A file is named with its end or without it, in whichever case. */
const keyOf = (path: string): string => {
  const name = basename(path).normalize('NFC').toLowerCase()
  return IMAGES.includes(extname(name)) ? name.slice(0, -extname(name).length) : name
}

async function readTable(file: PhotoFile): Promise<ReadonlyMap<string, PhotoNamed>> {
  const bytes = await file.read(TABLE_BYTES_MAX)
  if (bytes === null) throw new PhotoSourceProblem('table')
  const named = new Map<string, PhotoNamed>()
  let places: ReturnType<typeof placesIn> | null = null
  try {
    for await (const { cells } of readSheet(async function* () {
      yield bytes
    })) {
      if (places === null) {
        places = placesIn(headingCells(cells))
        continue
      }
      const cell = (at: number | undefined) => (at === undefined ? '' : plainOf(cells[at] ?? ''))
      const fileName = cell(places.file)
      if (fileName === '') continue
      named.set(keyOf(fileName), {
        ...{ fileName: basename(fileName), name: nameOf(cells[places.name ?? -1] ?? ''), school: cell(places.school) },
        numbers: places.numbers
          .map(at =>
            cell(at)
              .replaceAll(/[\s'‘’]/gu, '')
              .toUpperCase(),
          )
          .filter(one => one !== ''),
        takenOn: dayOf(cell(places.takenOn)),
      })
    }
  } catch (error) {
    if (error instanceof SheetProblem) throw new PhotoSourceProblem('table')
    throw error
  }
  return named
}

function placesIn(heading: readonly string[]) {
  const said = heading.map(cell => cell.toLowerCase())
  const at = (names: readonly string[]) => said.findIndex(cell => names.includes(cell))
  const one = (names: readonly string[]) => (at(names) < 0 ? undefined : at(names))
  const numbers = said.flatMap((cell, place) => (COLUMNS.numbers.some(name => name === cell) ? [place] : []))
  const file = one(COLUMNS.file)
  if (file === undefined || numbers.length === 0) throw new PhotoSourceProblem('table')
  return { file, numbers, name: one(COLUMNS.name), school: one(COLUMNS.school), takenOn: one(COLUMNS.takenOn) }
}
