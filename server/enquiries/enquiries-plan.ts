import { ENQUIRIES_ROUTES } from '../../src/contract/enquiries-api.ts'
import { plan } from '../ground/room.ts'
import { ENQUIRIES_EVENTS } from './enquiries-audit.ts'
import { enquiriesSchema } from './enquiries-config.ts'
import { ENQUIRIES_PERSONAL } from './enquiries-personal.ts'
import { ENQUIRIES_RETENTION } from './enquiries-retention.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

const config = () => ({ enquiries: enquiriesSchema })

const example = () => `
# Offices that people write to on the web: when something is wrong in a document, and with questions. answersFor says corrections of which
# documents come to an office: KIND, KIND.GROUP, *.GROUP or *, each also for one thing alone (:name, :mark, :date, :missing, :other); the most
# particular counts, and where none does, the office that the kind itself names. Staff see those of the offices whose ids stand among
# their sites. mail: where an office is told of what has waited too long. Without offices: those that the kinds name.
enquiries:
  offices:
    - id: academic-affairs
      name: { zh: 教务处, en: Office of Academic Affairs }
      about: { zh: 本科成绩、课程、学年, en: "Undergraduate marks, courses and years" }
      room: { zh: 行政楼 204, en: "Administration Building, room 204" }
      phone: 010-0000 0204
      hours: { zh: 周一至周五 8:30–11:30、14:00–17:00, en: "Monday to Friday 8:30–11:30 and 14:00–17:00" }
      answersFor: ["*"]
      mail: null
    - id: graduate-school
      name: { zh: 研究生院, en: Graduate School }
      about: { zh: 研究生成绩和在读证明, en: "Marks and proofs of enrolment of graduates" }
      room: { zh: 研究生楼 110, en: "Graduate Building, room 110" }
      phone: 010-0000 0110
      hours: { zh: 周一至周五 8:30–11:30, en: "Monday to Friday 8:30–11:30" }
      answersFor: ["*.graduate"]
      mail: null
    - id: registry
      name: { zh: 学籍管理科, en: Student Registry }
      about: { zh: 姓名、学号、出生日期等学籍信息, en: "Names, numbers, days of birth and other data of students" }
      room: { zh: 行政楼 112, en: "Administration Building, room 112" }
      phone: 010-0000 0112
      hours: { zh: 周一至周四 14:00–17:00, en: "Monday to Thursday 14:00–17:00" }
      answersFor: ["*:name"]
      mail: null
    - id: personnel
      name: { zh: 人事处, en: Human Resources }
      about: { zh: 教职工的在职证明, en: "Proofs of employment" }
      room: { zh: 行政楼 305, en: "Administration Building, room 305" }
      phone: 010-0000 0305
      hours: { zh: 周一至周五 8:30–11:30, en: "Monday to Friday 8:30–11:30" }
      answersFor: ["*.staff", "*.staff:name"]
      mail: null
  # What was closed may be opened again so long, and what was answered and is quiet is closed after so long.
  reopenWithinDays: 14
  closesAfterDays: 14
  # What waits longer for an office stands out.
  oldAfterDays: 3
  # So long after their end they are erased.
  keptDays: 365
`

const get = (path: string, summary: string) => ({ method: 'GET', path, summary }) as const
const post = (path: string, summary: string) => ({ method: 'POST', path, summary }) as const

/** What people say to be wrong, and what they ask: each the affair of an office. */
export const ENQUIRIES = plan({
  name: 'enquiries',
  config,
  example,
  migrations: [FIRST_TABLES],
  tables: ['enquiry', 'enquiry_message', 'enquiry_template'],
  routes: ENQUIRIES_ROUTES,
  permissions: ['enquiries.see', 'enquiries.answer'],
  worklists: [
    {
      path: '/staff/enquiries',
      title: { zh: '更正与咨询', en: 'Corrections and questions' },
      permission: 'enquiries.see',
    },
  ],
  pages: [
    get('/staff/enquiries', 'Corrections and questions that wait, by office and age'),
    get('/staff/enquiries/texts', 'Texts that offices answer with'),
    post('/staff/enquiries/texts', 'Keeps or removes one'),
    get('/staff/enquiries/:enquiryId', 'One of them: the spot, what was said, and what can be done'),
    post('/staff/enquiries/:enquiryId', 'Answers, asks back, closes, hands over, or writes a note'),
  ],
  audit: ENQUIRIES_EVENTS,
  personal: ENQUIRIES_PERSONAL,
  retention: ENQUIRIES_RETENTION,
})
