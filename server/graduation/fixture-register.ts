import { checkCharacter } from '../../src/rules/id-number.ts'

/** An identity number that can be, of nobody. */
export function inventedIdNumber(serial: number, bornOn = '20030412'): string {
  const digits = `990101${bornOn}${String(serial % 1000).padStart(3, '0')}`
  const other = `${String(110_000 + Math.floor(serial / 1000))}${digits.slice(6)}`
  return other + checkCharacter(other)
}

/** A row of a register as a school's export has it, of an invented student. */
export interface InventedStudent {
  readonly 考生号: string
  readonly 学号: string
  readonly 姓名: string
  readonly 性别: string
  readonly 出生日期: string
  readonly 身份证号码: string
  readonly 学校: string
  readonly 专业名称: string
  readonly 学籍状态: string
  readonly 预计毕业日期: string
}

export const inventedStudent = (serial: number, other: Partial<InventedStudent> = {}): InventedStudent => ({
  ...{ 考生号: `22440100${String(serial).padStart(6, '0')}`, 学号: `2022${String(serial).padStart(6, '0')}` },
  ...{ 姓名: `虚构${'甲乙丙丁戊己庚辛壬癸'[serial % 10]}`, 性别: serial % 2 === 1 ? '男' : '女', 出生日期: '20030412' },
  ...{ 身份证号码: inventedIdNumber(serial), 学校: '示范大学', 专业名称: '软件工程', 学籍状态: '注册学籍' },
  ...{ 预计毕业日期: '20260630' },
  ...other,
})

const HEADING = Object.keys(inventedStudent(1)) as (keyof InventedStudent)[]

/** The rows as CSV. */
export const registerCsv = (students: readonly InventedStudent[]): string =>
  [HEADING.join(','), ...students.map(one => HEADING.map(column => one[column]).join(','))].join('\r\n')

export const registerHeading: readonly string[] = HEADING
export const registerCells = (one: InventedStudent): readonly string[] => HEADING.map(column => one[column])
