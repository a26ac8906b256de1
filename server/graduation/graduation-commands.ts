import { both } from '../../src/contract/texts.ts'
import type { CommandTable } from '../ground/commands/command.ts'

const json = { kind: 'flag', what: both('输出 JSON，供程序使用', 'as JSON, for programs') } as const
const report = {
  kind: 'file-to-write',
  what: both('逐行的结果，CSV，人员已遮盖', 'what each row comes to, CSV, people masked'),
} as const

export const GRADUATION_COMMANDS = {
  'import-register': {
    what: both(
      '导入学籍名册；先试算，再照试算的结果执行',
      'brings the register of studies in: a trial first, then as it said',
    ),
    options: {
      from: {
        ...{ kind: 'path', isNeeded: true },
        what: both('名册，CSV 或 XLSX，UTF-8 或 GB18030', 'the register, CSV or XLSX, UTF-8 or GB18030'),
      },
      trial: { kind: 'flag', what: both('只试算，什么都不改', 'a trial alone: nothing changes') },
      'good-rows': {
        kind: 'flag',
        what: both('略去错误的行，其余照做', 'leaves wrong rows out and carries out the others'),
      },
      again: { kind: 'flag', what: both('同一文件再导入一次', 'brings a file once more that was carried out before') },
      ...{ report, json },
    },
    notes: both(
      '同一文件就是同一次导入：中途停下或被杀掉后，同样的命令再给一次就从那里接着做。有错误的行时什么都不做，除非写 --good-rows。',
      'The same file is the same import: the same command goes on where it was stopped or killed. Where a row is wrong nothing is done, unless --good-rows says so.',
    ),
  },
  'import-photos': {
    what: both(
      '导入录取或毕业照片；先试算，再照试算的结果执行',
      'brings photographs in: a trial first, then as it said',
    ),
    options: {
      from: {
        ...{ kind: 'path', isNeeded: true },
        what: both('服务器磁盘上的 ZIP 或文件夹', 'a ZIP or a folder on the disk of the server'),
      },
      admission: {
        kind: 'flag',
        what: both('录取照片；不写则是毕业照片', 'admission photographs; without it graduation photographs'),
      },
      trial: { kind: 'flag', what: both('只试算，什么都不改', 'a trial alone: nothing changes') },
      'good-rows': {
        kind: 'flag',
        what: both('略去不能用的照片，其余照做', 'leaves out what cannot be used, and carries out the others'),
      },
      again: { kind: 'flag', what: both('同一批照片再导入一次', 'brings the same ones once more') },
      ...{ report, json },
    },
    notes: both(
      '文件名写身份证号、考生号、学号或采集码；也可以在其中放一个 CSV 或 XLSX 表，写明文件名和号码。对不上的进入无主照片池。',
      'A file is named by an identity, examinee or student number or a capture code; or a CSV or XLSX among them says which file has which number. What matches nobody goes to a pool.',
    ),
  },
} as const satisfies CommandTable
