import type { PlatformKind } from './platforms.ts';

/** What an institute is, has and does. */
export interface Institute {
  readonly name: string;
  readonly kind: '高校' | '院所' | '机构' | '部门';
  readonly industry: string;
  readonly field: string;
  readonly platforms: readonly (readonly [PlatformKind, string])[];
  readonly projects: readonly string[];
  readonly programmes: readonly string[];
  /** Visits of the double-thousand action in a year. */
  readonly visits: number;
}

const kind = (type: string, level: string, department: string, issuer = ''): PlatformKind => ({
  type,
  level,
  department,
  issuer,
  called: '',
});

export const institutes: readonly Institute[] = [
  {
    name: '吉林工商科技学院',
    kind: '高校',
    industry: '8241',
    field: '3',
    platforms: [
      [kind('10', '1', '3', '国科发基'), '玉米功能成分国家重点实验室'],
      [kind('20', '1', '1', '发改高技'), '食品精深加工国家工程研究中心'],
      [kind('42', '1', '3', '国科发火'), '九台技术转移示范中心'],
      [kind('49', '9', '0'), '玉米产业研究院'],
      [kind('43', '2', '3', '吉科发平'), '农作物育种公共研发平台'],
      [kind('58', '2', '3', '吉科发平'), '大型质谱仪器中心'],
    ],
    projects: [
      '淀粉基可降解材料研究',
      '寒地玉米籽粒脱水机理研究',
      '大豆肽稳态化制备',
      '秸秆纤维素酶解放大',
      '食品冷链在线监测方法',
    ],
    programmes: ['01', '02a', '02b', '03'],
    visits: 16,
  },
  {
    name: '长春光华医药学院',
    kind: '高校',
    industry: '8241',
    field: '4',
    platforms: [
      [kind('11', '2', '3', '吉科发平'), '人参化学省级重点实验室'],
      [kind('22', '1', '1', '发改高技'), '疫苗国家工程实验室'],
      [kind('47', '9', '0'), '医药成果共建转移机构'],
      [kind('43', '2', '3', '吉科发平'), '医药公共研发平台'],
    ],
    projects: ['鹿茸多肽活性评价', '五味子质量标志物研究', '口服疫苗佐剂筛选', '人参转化菌株选育'],
    programmes: ['01', '02a', '03', '03'],
    visits: 12,
  },
  {
    name: '九台农业科学研究所',
    kind: '院所',
    industry: '7330',
    field: '3',
    platforms: [
      [kind('52', '2', '7', '科发院地'), '省院共建黑土保护试验站'],
      [kind('61', '2', '3', '吉科发平'), '自然科技资源共享平台'],
    ],
    projects: ['抗逆水稻新品种选育', '黑土耕层保育模式研究', '马铃薯脱毒种薯扩繁'],
    programmes: ['01', '05'],
    visits: 10,
  },
  {
    name: '吉林机电技术研究院',
    kind: '院所',
    industry: '7320',
    field: '8',
    platforms: [
      [kind('32', '1', '3', '国科发计'), '农机装备国家级科技创新中心'],
      [kind('43', '2', '3', '吉科发平'), '汽车零部件公共研发平台'],
      [kind('54', '2', '1', '吉发改高技'), '智能制造高端合作创新平台'],
    ],
    projects: ['伺服压力机数控系统', '车用铝合金连接工艺研究', '收获机械可靠性试验方法'],
    programmes: ['02b', '01'],
    visits: 8,
  },
  {
    name: '长春光电应用研究所',
    kind: '院所',
    industry: '7320',
    field: '5',
    platforms: [[kind('12', '3', '3', '长科技'), '光谱检测市级重点实验室']],
    projects: ['便携光谱仪光路设计', '激光雷达标定方法研究'],
    programmes: ['02a'],
    visits: 6,
  },
  {
    name: '九台产品质量检验所',
    kind: '机构',
    industry: '7450',
    field: '9',
    platforms: [
      [kind('70', '1', '4', '国质检科'), '国家饲料产品质量监督检验中心'],
      [kind('71', '2', '4', '吉质监科'), '省级粮油产品质量检验中心'],
      [kind('72', '2', '4', '吉质监量'), '粮食装备产业计量测试中心'],
    ],
    projects: ['真菌毒素快速检测方法'],
    programmes: [],
    visits: 0,
  },
  {
    name: '九台生产力促进中心',
    kind: '机构',
    industry: '7512',
    field: '9',
    platforms: [
      [kind('44', '3', '3', '长科技'), '九台科技大市场'],
      [kind('42', '2', '3', '吉科发市'), '九台技术转移服务机构'],
      [kind('53', '2', '1', '吉发改高技'), '中小企业产业公共服务平台'],
    ],
    projects: [],
    programmes: [],
    visits: 6,
  },
  {
    name: '九台科学技术局',
    kind: '部门',
    industry: '',
    field: '9',
    platforms: [
      [kind('60', '2', '3', '吉科发平'), '科技文献信息服务平台'],
      [kind('62', '2', '3', '吉科发平'), '科学数据共享平台'],
      [kind('63', '2', '3', '吉科发平'), '大型科学仪器共享平台'],
      [kind('64', '2', '3', '吉科发平'), '网络科技环境平台'],
    ],
    projects: [],
    programmes: [],
    visits: 0,
  },
];
