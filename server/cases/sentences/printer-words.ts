import { both } from '../../../src/contract/texts.ts'

/** What a station writes down of a copy from what its printer says; parts of it are told apart by semicolons. */
export const PRINTER_WORDS = {
  'whole-by-life': both('{{state}}，总计数器走足了全份', '{{state}}, life counter moved by all'),
  'life-moved-all': both('总计数器走足了全份', 'life counter moved by all'),
  'life-moved-pages': both('总计数器走了 {{pages}} 页', 'life counter moved by {{pages}} pages'),
  'life-moved-sheets': both('总计数器走了 {{sheets}} 张', 'life counter moved by {{sheets}} sheets'),
  'life-moved-of': both(
    '总计数器走了 {{sheets}} 张，应有 {{most}} 张',
    'life counter moved by {{sheets}} of {{most}} sheets',
  ),
  'life-moved-of-run': both(
    '总计数器走了 {{sheets}} 张，应有 {{most}} 张，{{words}}',
    'life counter moved by {{sheets}} of {{most}} sheets, {{words}}',
  ),
  'life-moved-afterwards': both(
    '之后总计数器又动了，总共走了 {{sheets}} 张，应有 {{most}} 张',
    'the life counter moved afterwards, by {{sheets}} of {{most}} sheets in all',
  ),
  'life-stands': both('总计数器没有动', 'life counter stands'),
  'life-stands-at': both('总计数器停在 {{count}}', 'life counter stands at {{count}}'),
  'goes-on': both('{{state}}，打印机仍在忙却不见动静', '{{state}}, and the printer goes on without moving'),
  'began-anew': both('先说已打完，后来又从头开始', 'completed, it said, and then it began anew'),
  counted: both('已打完，逐张数齐', 'completed, every sheet counted'),
  'counted-but-life': both(
    '已打完并数齐，但总计数器只走了 {{words}}',
    'completed and counted, but the life counter moved by {{words}}',
  ),
  'counted-but': both('已打完并数齐，但是：{{words}}', 'completed and counted, but {{words}}'),
  'short-life': both(
    '已打完，数到的张数不够，总计数器：{{words}}',
    'completed, too few sheets counted, life counter {{words}}',
  ),
  'none-life': both('已打完，没有计数，总计数器：{{words}}', 'completed, nothing counted, life counter {{words}}'),
  'without-count': both('已打完但没有计数，而且：{{words}}', 'completed without a count, and {{words}}'),
  'nothing-counted': both('已打完，没有计数', 'completed, nothing counted'),
  'no-job': both('没有这个作业，{{words}}', 'no such job, {{words}}'),
  'no-job-no-proof': both(
    '没有这个作业，也不能证明从未有过，{{words}}',
    'no such job, and no proof that there was none, {{words}}',
  ),
  'job-gone': both('作业不见了，{{words}}', 'the job is gone, {{words}}'),
  'not-listed-before': both(
    '列表里没有，而它之前的作业 {{count}} 还在',
    'not listed, though job {{count}} before it is',
  ),
  'not-listed': both('列表里没有，{{words}}', 'not listed, {{words}}'),
  'up-all-the-time': both('打印机一直开着', 'the printer was up all the time'),
  'printer-began-anew': both('打印机重启过', 'the printer began anew'),
  'no-up-time': both('打印机不说开机多久', 'the printer does not tell its up-time'),
  'gone-no-count': both('不见了，没有它的计数', 'gone; no count of it'),
  'gone-first': both('不见了', 'gone'),
  'no-count': both('没有它的计数', 'no count of it'),
  'job-counted': both(
    '作业 {{count}}：{{state}}，数到 {{sheets}} 张',
    'job {{count}} {{state}}, {{sheets}} sheets counted',
  ),
  'taken-without-job': both('收下了却没有作业，后来：{{words}}', 'taken without a job, then {{words}}'),
  'taken-then': both('收下了，后来：{{words}}', 'taken, then {{words}}'),
  lost: both('与打印机失去联系', 'the printer was lost'),
  'not-cancelled': both('已取消，打印机却没有结束作业', 'cancelled, but the printer has not ended the job'),
  'no-connection': both('连不上打印机', 'no connection'),
} as const
