import { words } from './words.ts'

const takeAndCall: [string, string] = [
  '请取走已打印的纸，不要自己拉纸，可拨打下方电话找值班老师。',
  'Take the sheets that came out and do not pull at the paper. The number below reaches the staff.',
]
const elsewhere: [string, string] = ['请到另一台机器。', 'Please use another machine.']

/** What may stop paper from coming out. */
export const PRINTER_FAULTS = {
  'printer-out-of-paper': words('E-PRN-011', ['打印机没纸了。', 'The printer is out of paper.'], takeAndCall, [
    '纸盒空，请加 A4 纸。',
    'The tray is empty. Load A4 paper.',
  ]),
  'printer-jam': words('E-PRN-031', ['打印机卡纸了。', 'The paper is jammed.'], takeAndCall, [
    '卡纸：打开前盖和后盖，顺着走纸方向取出。',
    'Paper jam: open front and rear covers and pull the sheet in the direction it travels.',
  ]),
  'printer-cover-open': words('E-PRN-032', ['打印机的盖子开着。', "The printer's cover is open."], takeAndCall, [
    '合上打印机的盖子。',
    "Close the printer's cover.",
  ]),
  'printer-no-toner': words('E-PRN-033', ['打印机没有墨粉了。', 'The printer is out of toner.'], takeAndCall, [
    '更换墨粉盒。',
    'Replace the toner cartridge.',
  ]),
  'printer-output-full': words(
    'E-PRN-034',
    ['出纸口满了。', 'The output tray is full.'],
    ['请取走出纸口的纸。', 'Please take the paper from the output tray.'],
    ['清空出纸口。', 'Empty the output tray.'],
  ),
  'printer-stopped': words('E-PRN-035', ['打印机停下了。', 'The printer has stopped.'], takeAndCall, [
    '打印机报告需要处理的状态，看它的面板。',
    'The printer reports a state that needs a person. See its panel.',
  ]),
  'printer-unreachable': words('E-PRN-041', ['打印机没有回答。', 'The printer does not answer.'], elsewhere, [
    '打印机关机或断网，检查电源与网线。',
    'The printer is off or off the network. Check power and cable.',
  ]),
  'printer-refused': words(
    'E-PRN-042',
    ['打印机没有接受这份文件。', 'The printer did not accept the document.'],
    elsewhere,
    [
      '打印机拒绝了格式或选项，检查打印机设置（纸张、双面、PDF）。',
      'The printer refused the format or an option. Check its settings (paper, duplex, PDF).',
    ],
  ),
  'printer-aborted': words('E-PRN-043', ['打印机中止了打印。', 'The printer gave the job up.'], takeAndCall, [
    '打印机中止了作业，看它的面板和日志。',
    'The printer aborted the job. See its panel and log.',
  ]),
  'printer-outcome-unknown': words(
    'E-PRN-044',
    ['不知道纸是否都出来了。', 'It is not known whether all sheets came out.'],
    ['请按屏幕上的说明，数一数手里的纸。', 'Please count the sheets in your hand.'],
    [
      '打印机失去联系或没有计数，请核对计数器；没有证据的份数按未出处理。',
      'The printer was lost or gives no counts. Compare its counter; copies without evidence count as not delivered.',
    ],
  ),
  'receipt-printer-away': words(
    'E-PRN-052',
    ['现在不能打印凭条。', 'Receipts can not be printed right now.'],
    ['不影响打印文件。', 'Documents are not affected.'],
    ['凭条打印机缺纸、开盖或断开。', 'The receipt printer is out of paper, open or gone.'],
  ),
  'printer-paper-low': words(
    'E-PRN-061',
    ['纸快用完了。', 'Paper is running low.'],
    ['现在还能打印。', 'Printing still works.'],
    ['纸盒将空，请加 A4 纸。', 'The tray is nearly empty. Load A4 paper.'],
  ),
  'printer-toner-low': words(
    'E-PRN-062',
    ['墨粉快用完了。', 'Toner is running low.'],
    ['现在还能打印。', 'Printing still works.'],
    ['墨粉将尽，请备好墨粉盒。', 'The toner is nearly empty. Have a cartridge ready.'],
  ),
  'printer-output-nearly-full': words(
    'E-PRN-063',
    ['出纸口快满了。', 'The output tray is nearly full.'],
    ['请取走出纸口的纸，现在还能打印。', 'Please take the paper from the output tray. Printing still works.'],
    ['出纸口将满，请清空。', 'The output tray is nearly full. Empty it.'],
  ),
  'printer-waste-nearly-full': words(
    'E-PRN-064',
    ['废粉盒快满了。', 'The waste toner box is nearly full.'],
    ['现在还能打印。', 'Printing still works.'],
    ['废粉盒将满，请备好新的废粉盒。', 'The waste toner box is nearly full. Have a new one ready.'],
  ),
  'printer-needs-care': words(
    'E-PRN-065',
    ['打印机需要保养了。', 'The printer will need some care soon.'],
    ['现在还能打印。', 'Printing still works.'],
    ['打印机有提醒，看它的面板。', 'The printer has a warning that does not stop it. See its panel.'],
  ),
  'receipt-printer-failed': words(
    'E-PRN-051',
    ['凭条没有打印出来。', 'The receipt was not printed.'],
    [
      '不影响您的文件，可用手机拍下屏幕上的单号。',
      'Your documents are not affected. You can photograph the order number on the screen.',
    ],
    ['凭条打印机缺纸、开盖或断开。', 'The receipt printer is out of paper, open or gone.'],
  ),
} as const
