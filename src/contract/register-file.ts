import { ENROLMENT_FIELDS } from '../graduation/enrolment.ts'

/** What a file of a register may say of an enrolment. */
export const REGISTER_COLUMNS = [
  ...ENROLMENT_FIELDS,
  ...(['isUpgrade', 'isPriorDiplomaVerified', 'captureCode'] as const),
] as const
export type RegisterColumn = (typeof REGISTER_COLUMNS)[number]

/** Without these nothing can be said of anybody. */
export const NEEDED_COLUMNS = ['name', 'studentNumber', 'idNumber', 'standing'] as const satisfies RegisterColumn[]

/** What headings are called, as the exports of schools have them first. Blanks, brackets and letter case do not count. */
export const REGISTER_HEADINGS: Readonly<Record<RegisterColumn, readonly string[]>> = {
  name: ['姓名', '学生姓名', 'xm', 'name'],
  sex: ['性别', 'xb', 'sex', 'gender'],
  nation: ['民族', 'mz', 'nation'],
  bornOn: ['出生日期', '出生年月日', '生日', 'csrq', 'born on', 'date of birth'],
  idType: ['证件类型', '身份证件类型', '证件种类', 'zjlx', 'id type'],
  idNumber: [
    ...['身份证号码', '身份证号', '身份证', '证件号码', '证件号', '身份证件号', '身份证件号码', 'sfzh', 'zjhm'],
    'id number',
  ],
  examineeNumber: ['考生号', '高考考生号', '高考报名号', 'ksh', 'examinee number'],
  studentNumber: ['学号', 'xh', 'student number'],
  school: ['学校', '学校名称', '院校', '院校名称', 'yxmc', 'school'],
  branch: ['分院', '分校', '学院', 'fy', 'branch'],
  department: ['系所函授站', '系所', '院系', '系', '系别', '系所名称', '院系名称', 'xsh', 'department'],
  major: ['专业', '专业名称', 'zymc', 'major'],
  className: ['班级', '班级名称', '班', 'bh', 'class'],
  level: ['层次', '学历层次', '培养层次', 'cc', 'level'],
  lengthYears: ['学制', '学制年', 'xz', 'length'],
  category: ['学历类别', '学历类型', '办学类型', 'xllb', 'category'],
  mode: ['学习形式', 'xxxs', 'mode'],
  enteredOn: ['入学日期', '入学时间', 'rxrq', 'entered on'],
  standing: ['学籍状态', '学籍', '状态', 'xjzt', 'standing'],
  expectedOn: ['预计毕业日期', '预计毕业时间', '预毕业日期', 'yjbyrq', 'expected on'],
  isUpgrade: ['专升本', '是否专升本', 'upgrade'],
  isPriorDiplomaVerified: ['前置学历核验', '专科学历核验', '前置学历', '前置学历是否通过', 'prior diploma'],
  captureCode: ['采集码', '图像采集码', '图像采集码编号', 'capture code'],
}

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s()[\]{}【】（）、,，/_:：*]+/gu, '')

/** Where each column stands. */
export type RegisterPlaces = Readonly<Partial<Record<RegisterColumn, number>>>

/** Where the headings say that columns stand; those that must be there and are not, by name. */
export function registerPlaces(heading: readonly string[]): {
  readonly places: RegisterPlaces
  readonly missing: readonly RegisterColumn[]
} {
  const said = heading.map(plain)
  const places: Partial<Record<RegisterColumn, number>> = {}
  for (const column of REGISTER_COLUMNS) {
    const at = REGISTER_HEADINGS[column].map(one => said.indexOf(plain(one))).find(found => found >= 0)
    if (at !== undefined) places[column] = at
  }
  return { places, missing: NEEDED_COLUMNS.filter(column => places[column] === undefined) }
}

/** What is wrong with a row: nothing of it is taken in. */
export const REGISTER_FAULTS = [
  ...(['no-name', 'name-unprintable', 'no-student-number', 'no-id-number', 'rounded', 'too-long'] as const),
  ...(['id-form', 'id-check-digit', 'id-date', 'id-type-unknown', 'sex-unknown', 'standing-unknown'] as const),
  ...(['day-unreadable', 'flag-unreadable', 'twice', 'student-number-of-two', 'examinee-number-of-two'] as const),
  ...(['id-number-of-two-names', 'student-number-of-another', 'examinee-number-of-another'] as const),
] as const
export type RegisterFault = (typeof REGISTER_FAULTS)[number]

/** What somebody should look at; the row is taken in, for the register has it so. */
export const REGISTER_DOUBTS = ['born-differs', 'sex-differs', 'nobody-known', 'known-as-another'] as const
export type RegisterDoubt = (typeof REGISTER_DOUBTS)[number]

export const REGISTER_OUTCOMES = ['new', 'changed', 'same', 'error'] as const
export type RegisterOutcome = (typeof REGISTER_OUTCOMES)[number]

/** What one row of a file would do. */
export interface RegisterReportRow {
  readonly line: number
  readonly outcome: RegisterOutcome
  readonly fault: RegisterFault | null
  /** Which column is meant, where the fault is of one. */
  readonly column: RegisterColumn | null
  /** Whom it is about, masked. */
  readonly nameMasked: string
  readonly numberMasked: string
  /** What of what stands would change. */
  readonly changes: readonly RegisterColumn[]
  readonly doubts: readonly RegisterDoubt[]
  /** A pseudonym of what stood and what would stand. */
  readonly mark: string
}
