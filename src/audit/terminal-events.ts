import { type Bilingual, both } from '../contract/texts.ts'

/**
 * Everything that a terminal writes into its own chain, each with a sentence: types of the station, what the server takes, the console
 * and the documentation come from this list. Ids, codes, versions and counts stand in them, and nothing of a person.
 */
export const TERMINAL_EVENTS = {
  'machine-began-chain': both(
    '自助机开始了一条新的审计链；原因和之前那条的位置见详情。',
    'A terminal began a chain of its own; the detail has why, and where the one before ended.',
  ),
  'machine-healed-chain': both(
    '断电时没写完的最后一行被去掉，链的其余部分完好。',
    'The last line of the chain was torn by a power cut and taken off; the rest is whole.',
  ),
  'machine-entries-lost': both(
    '磁盘写不进去，有些事项没能记下；个数见详情。',
    'The disk took nothing, and some entries were not written down; the detail says how many.',
  ),
  'machine-started': both('自助机的程序启动。', 'The program of a terminal began.'),
  'machine-stopped': both('自助机的程序正常退出。', 'The program of a terminal was ended as it should be.'),
  'machine-failed': both(
    '自助机的程序因自身错误退出，随后由守护程序重启。',
    'The program of a terminal ended by a mistake of its own, and is started again.',
  ),
  'machine-program-changed': both(
    '自助机的程序换了版本。',
    'A terminal runs another version of the program than before.',
  ),
  'machine-clock-jumped': both('自助机的时钟跳变。', 'The clock of a terminal jumped.'),
  'machine-out-of-service': both(
    '自助机暂停服务；原因代码见详情。',
    'A terminal serves nobody; the detail has the code of why.',
  ),
  'machine-in-service': both('自助机恢复服务。', 'A terminal serves again.'),
  'machine-device-failed': both(
    '自助机的一个设备出错，例如机盖被打开、卡纸、被拔掉。',
    'A device of a terminal fails: a cover was opened, paper is stuck, a plug is out.',
  ),
  'machine-device-well': both('自助机的一个设备恢复正常。', 'A device of a terminal is well again.'),
  'machine-settings-applied': both(
    '自助机换用了一版设置。',
    'A terminal began to run another version of its settings.',
  ),
  'machine-key-made': both('自助机生成了自己的密钥。', 'A terminal made a key for itself.'),
  'machine-key-changed': both('自助机换用了新密钥。', 'A terminal put another key in the place of its own.'),
  'machine-ledger-set-aside': both(
    '自助机的账本损坏，已原样移到一边，另开了一本。',
    'The ledger of a terminal was damaged, was set aside as it was, and another begun.',
  ),
  'machine-copy-ended': both(
    '一份打印结束；张数以打印机所报为准。',
    'A copy ended; the sheets are by the word of the printer.',
  ),
  'machine-file-refused': both(
    '自助机没有打印一份文件：签章核对没有通过。',
    'A terminal refused to print a file: its seal did not stand the check.',
  ),
} as const satisfies Readonly<Record<string, Bilingual>>

export type TerminalEvent = keyof typeof TERMINAL_EVENTS
export const isTerminalEvent = (event: string): event is TerminalEvent => Object.hasOwn(TERMINAL_EVENTS, event)
