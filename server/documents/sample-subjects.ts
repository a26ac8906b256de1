import type { CourseResult, DataSets, Person, PersonId, StudyRecord, Term } from '../records/records.ts'
import type { University } from './document-data.ts'
import type { DocumentRequest, Known, Subject } from './subject.ts'

/** Invented people for tests and for the pictures of the templates. Nobody in here exists. */
const COURSES: readonly [zh: string, en: string, credits: number, kind: CourseResult['kind']][] = [
  ['高等数学（一）', 'Advanced Mathematics I', 5, 'required'],
  ['线性代数', 'Linear Algebra', 3, 'required'],
  ['大学英语（一）', 'College English I', 3, 'public'],
  ['程序设计基础', 'Fundamentals of Programming', 4, 'required'],
  ['思想道德与法治', 'Ethics and the Rule of Law', 2.5, 'public'],
  ['大学体育（一）', 'Physical Education I', 1, 'public'],
  ['计算机科学导论', 'Introduction to Computer Science', 2, 'required'],
  ['大学物理实验', 'Laboratory Physics', 1.5, 'required'],
  ['离散数学', 'Discrete Mathematics', 4, 'required'],
  ['数据结构与算法分析', 'Data Structures and the Analysis of Algorithms', 4, 'required'],
  ['概率论与数理统计', 'Probability and Mathematical Statistics', 3, 'required'],
  ['中国近现代史纲要', 'Outline of Modern Chinese History', 2.5, 'public'],
  ['面向对象程序设计', 'Object-Oriented Programming', 3, 'required'],
  ['音乐鉴赏', 'Music Appreciation', 1, 'elective'],
  ['计算机组成原理', 'Computer Organisation', 4, 'required'],
  ['操作系统', 'Operating Systems', 4, 'required'],
  ['数据库系统原理', 'Principles of Database Systems', 3.5, 'required'],
  ['计算机网络', 'Computer Networks', 3.5, 'required'],
  ['编译原理', 'Compilers', 3, 'required'],
  ['软件工程', 'Software Engineering', 3, 'required'],
  ['人工智能导论', 'Introduction to Artificial Intelligence', 2, 'elective'],
  ['信息安全与密码学基础', 'Information Security and Foundations of Cryptography', 2.5, 'elective'],
  ['毕业实习', 'Internship', 4, 'required'],
  ['毕业设计（论文）', 'Graduation Project (Thesis)', 10, 'required'],
]
const MORE = [
  ['', ''],
  ['专题', ', Selected Topics'],
  ['研讨', ', Seminar'],
  ['实践', ', Practice'],
] as const
const MARKS = [92, 85, 78, 88, 95, 81, 73, 90, 86, 67, 99, 84]
const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八']

function course(index: number): CourseResult {
  const [zh, en, credits, kind] = COURSES[index % COURSES.length]!
  const round = Math.floor(index / COURSES.length)
  const [more, moreEn] = MORE[round % MORE.length]!
  const score = MARKS[(index * 7) % MARKS.length]!
  const graded = kind !== 'elective' || index % 3 > 0
  return {
    code: `CS${1000 + index}`,
    name: { zh: zh + more, en: en + moreEn },
    kind,
    credits,
    mark: graded ? { zh: String(score), en: String(score) } : { zh: '优秀', en: 'Excellent' },
    gradePoint: graded ? Math.min(4, (score - 50) / 10) : null,
  }
}

/** Eight terms from autumn 2022 with so many courses each. */
export function sampleStudyRecord(coursesPerTerm: number): StudyRecord {
  const terms = ORDINALS.map((ordinal, index): Term => {
    const year = 2022 + Math.floor(index / 2)
    const autumn = index % 2 === 0
    return {
      key: `${year}-${year + 1}-${autumn ? 1 : 2}`,
      name: {
        zh: `${year}—${year + 1} 学年第${autumn ? '一' : '二'}学期（第${ordinal}学期）`,
        en: `${autumn ? 'Autumn' : 'Spring'} term ${year}–${year + 1}`,
      },
      courses: Array.from({ length: coursesPerTerm }, (_, at) => course(index * coursesPerTerm + at)),
    }
  })
  const all = terms.flatMap(term => term.courses)
  const counted = all.filter(({ gradePoint }) => gradePoint !== null)
  const weight = counted.reduce((sum, { credits }) => sum + credits, 0)
  return {
    terms,
    creditsEarned: all.reduce((sum, { credits }) => sum + credits, 0),
    gradePointAverage: counted.reduce((sum, { credits, gradePoint }) => sum + credits * (gradePoint ?? 0), 0) / weight,
  }
}

/** An undergraduate in the last year. */
export function sampleStudent(changes: Partial<Person> = {}): Person {
  return {
    personId: 'P0001' as PersonId,
    group: 'undergraduate',
    nameZh: '林知夏',
    nameEn: 'LIN Zhixia',
    number: '2022114530',
    idNumber: '110101200405060022',
    sex: 'female',
    bornOn: '2004-05-06',
    college: { zh: '计算机科学与信息工程学院', en: 'School of Computer Science and Information Engineering' },
    major: { zh: '计算机科学与技术', en: 'Computer Science and Technology' },
    level: 'bachelor',
    since: '2022-09-01',
    until: '2026-12-30',
    status: 'enrolled',
    post: null,
    dataSets: NOTHING_FURTHER,
    ...changes,
  }
}

/** Every data set of the house, with nothing in it. */
export const NOTHING_FURTHER: DataSets = {
  ...{ holds: [], 'language-tests': [], 'computer-tests': [], minor: [], 'minor-courses': [], admission: [] },
}

/** A lecturer. */
export function sampleLecturer(changes: Partial<Person> = {}): Person {
  return {
    ...sampleStudent(),
    personId: 'P9001' as PersonId,
    group: 'staff',
    nameZh: '顾闻溪',
    nameEn: 'GU Wenxi',
    number: '100237',
    sex: 'male',
    bornOn: '1986-03-19',
    major: null,
    level: null,
    since: '2014-07-01',
    until: null,
    status: 'employed',
    post: { zh: '讲师', en: 'Lecturer' },
    ...changes,
  }
}

/** As most visitors are known. */
export const KNOWN_BY_CARD: Known = { proofs: [{ way: 'campus-card', atMs: 0 }], atMs: 0 }

export function sampleSubject(changes: Partial<Person> = {}, coursesPerTerm = 8): Subject {
  return { person: sampleStudent(changes), studyRecord: sampleStudyRecord(coursesPerTerm), known: KNOWN_BY_CARD }
}

/** Sixty letters, as some passports have them. */
export const LONG_NAME = 'Maximiliana Konstantinopolska Bartholomea Wolkenstein-Trostburg'

export const SAMPLE_UNIVERSITY: University = {
  name: { zh: '印证演示大学', en: 'Yinzheng Demonstration University' },
  verificationSite: 'verify.yinzheng.example',
  sealWords: '电子签章',
  timeZone: 'Asia/Shanghai',
}

/** A request of 22 November 2026, noon in China. */
export function sampleRequest(kind: string, edition: string, subject: Subject): DocumentRequest {
  return {
    kind,
    edition,
    subject,
    documentNumber: 'YZ-2026-00012345',
    verificationCode: 'K7QX-M2PD-9RWT-5HNC-83VB-YZ4F-GJ',
    verificationUrl: 'https://verify.yinzheng.example/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ',
    issuedAt: new Date('2026-11-22T04:00:00Z'),
  }
}
