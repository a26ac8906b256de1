import { both } from '../../src/contract/texts.ts'
import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ENQUIRIES_EVENTS = {
  'enquiry-opened': both(
    '有人提出证明有误，或向部门咨询。',
    'A person said that something is wrong in a document, or asked an office something.',
  ),
  'enquiry-written-to': both(
    '本人向受理更正或咨询的部门又写了一次。',
    'A person wrote once more to the office that has a correction or a question.',
  ),
  'enquiry-reopened': both(
    '本人重新打开了已办结的更正或咨询。',
    'A person opened a correction or a question again that had been closed.',
  ),
  'enquiry-answered': both('部门的人答复了更正或咨询。', 'Somebody of an office answered a correction or a question.'),
  'enquiry-asked-back': both(
    '部门的人向更正或咨询的本人提问。',
    'Somebody of an office asked the person of a correction or a question something.',
  ),
  'enquiry-handed-over': both(
    '部门的人把更正或咨询转给了另一部门。',
    'Somebody of an office handed a correction or a question over to another office.',
  ),
  'enquiry-noted': both(
    '部门的人给同事写了备注。',
    'Somebody of an office wrote a note for colleagues to a correction or a question.',
  ),
  'enquiry-closed': both(
    '更正或咨询办结，结果见详情。',
    'A correction or a question was closed, with the outcome that the detail says.',
  ),
  'enquiries-reminded': both(
    '已写信告知部门有事项等待过久。',
    'An office was told by mail of what has waited for it too long.',
  ),
  'enquiries-erased': both(
    '办结已到期限的更正和咨询已删除；数目见详情。',
    'Corrections and questions were erased whose time after their end is over; the detail says how many.',
  ),
  'enquiry-template-made': both('部门的人保存了一段答复用语。', 'Somebody of an office kept a text to answer with.'),
  'enquiry-template-removed': both(
    '部门的人删除了一段答复用语。',
    'Somebody of an office removed a text to answer with.',
  ),
} as const satisfies AuditEvents

export const audit = auditTrail(ENQUIRIES_EVENTS)
