import { words } from './words.ts'

const askRegistry: [string, string] = ['请到教务处办理。', 'Please ask the registry.']

/** Failures between a choice and a signed file that may be printed. */
export const DOCUMENT_FAULTS = {
  'document-unavailable': words(
    'E-DOC-001',
    ['这份文件现在不能办理。', 'This document is not available.'],
    askRegistry,
    ['该人没有这份文件的数据，或不属于可办人群。', 'The person has no data for this document, or is not in its group.'],
  ),
  'document-needs-hand': words(
    'E-DOC-002',
    ['这份文件里有机器印不出的字，需要人工办理。', 'This document has a character that the machine cannot print.'],
    askRegistry,
    [
      '排版时缺字形，已拒绝出具；请人工办理并报告该字。',
      'A glyph is missing and the document was refused. Issue it by hand and report the character.',
    ],
  ),
  'document-failed': words(
    'E-DOC-003',
    ['这份文件没有生成。', 'The document could not be made.'],
    ['请稍后再试，或到教务处办理。', 'Try again later, or ask the registry.'],
    ['生成或签章失败，查看服务器日志。', 'Rendering or signing failed. See the server log.'],
  ),
  'document-check-failed': words(
    'E-DOC-004',
    ['这份文件没有通过真伪检查，不会打印。', 'The document failed its authenticity check and will not be printed.'],
    ['请联系值班老师。', 'Please call the staff on duty.'],
    [
      '收到的文件签章无效、被改动或不是本校签发。不要打印，保留日志并报告。',
      'The file is altered or not signed by the configured anchor. Do not print; keep the log and report it.',
    ],
  ),
} as const
