import edition from '#shared/returns/editions/demo/edition.json' with { type: 'json' };
import auditIndicators from '#shared/returns/editions/demo/indicators/audit.json' with { type: 'json' };
import basesIndicators from '#shared/returns/editions/demo/indicators/bases.json' with { type: 'json' };
import cooperationIndicators from '#shared/returns/editions/demo/indicators/cooperation.json' with { type: 'json' };
import fundsPolicyIndicators from '#shared/returns/editions/demo/indicators/funds-policy.json' with { type: 'json' };
import peopleIndicators from '#shared/returns/editions/demo/indicators/people.json' with { type: 'json' };
import platformsIndicators from '#shared/returns/editions/demo/indicators/platforms.json' with { type: 'json' };
import programmesIndicators from '#shared/returns/editions/demo/indicators/programmes.json' with { type: 'json' };
import qualityIndicators from '#shared/returns/editions/demo/indicators/quality.json' with { type: 'json' };
import s11HeadlineIndicators from '#shared/returns/editions/demo/indicators/s11-headline.json' with { type: 'json' };
import s14HeadlineIndicators from '#shared/returns/editions/demo/indicators/s14-headline.json' with { type: 'json' };
import servicesIndicators from '#shared/returns/editions/demo/indicators/services.json' with { type: 'json' };
import jc101 from '#shared/returns/editions/demo/JC101.json' with { type: 'json' };
import jc102 from '#shared/returns/editions/demo/JC102.json' with { type: 'json' };
import jc103 from '#shared/returns/editions/demo/JC103.json' with { type: 'json' };
import jc104 from '#shared/returns/editions/demo/JC104.json' with { type: 'json' };
import jc105 from '#shared/returns/editions/demo/JC105.json' with { type: 'json' };
import jc106 from '#shared/returns/editions/demo/JC106.json' with { type: 'json' };
import jc107 from '#shared/returns/editions/demo/JC107.json' with { type: 'json' };
import jc108 from '#shared/returns/editions/demo/JC108.json' with { type: 'json' };
import jc109 from '#shared/returns/editions/demo/JC109.json' with { type: 'json' };
import jc110 from '#shared/returns/editions/demo/JC110.json' with { type: 'json' };
import zh201 from '#shared/returns/editions/demo/ZH201.json' with { type: 'json' };
import zh202 from '#shared/returns/editions/demo/ZH202.json' with { type: 'json' };
import zh301 from '#shared/returns/editions/demo/ZH301.json' with { type: 'json' };
import zh302 from '#shared/returns/editions/demo/ZH302.json' with { type: 'json' };
import zh303 from '#shared/returns/editions/demo/ZH303.json' with { type: 'json' };
import alliancesLists from '#shared/returns/editions/demo/lists/alliances.json' with { type: 'json' };
import basesLists from '#shared/returns/editions/demo/lists/bases.json' with { type: 'json' };
import brandsLists from '#shared/returns/editions/demo/lists/brands.json' with { type: 'json' };
import chainsLists from '#shared/returns/editions/demo/lists/chains.json' with { type: 'json' };
import commonLists from '#shared/returns/editions/demo/lists/common.json' with { type: 'json' };
import platformsLists from '#shared/returns/editions/demo/lists/platforms.json' with { type: 'json' };
import projectsLists from '#shared/returns/editions/demo/lists/projects.json' with { type: 'json' };
import talentsLists from '#shared/returns/editions/demo/lists/talents.json' with { type: 'json' };
import packageRules from '#shared/returns/editions/demo/package-rules.json' with { type: 'json' };
import targets from '#shared/returns/editions/demo/targets.json' with { type: 'json' };
import { Problem } from '#shared/contract/problem.ts';
import { assembleEdition, loadEdition, type LoadedEdition } from '#shared/returns/edition.ts';

let loaded: LoadedEdition | null = null;

/** The edition that the program brings along, read and bound once a thread. */
export function loadedEdition(): LoadedEdition {
  if (loaded !== null) return loaded;
  const result = loadEdition(
    assembleEdition({
      edition,
      lists: [
        alliancesLists,
        basesLists,
        brandsLists,
        chainsLists,
        commonLists,
        platformsLists,
        projectsLists,
        talentsLists,
      ],
      indicators: [
        s14HeadlineIndicators,
        s11HeadlineIndicators,
        basesIndicators,
        cooperationIndicators,
        fundsPolicyIndicators,
        peopleIndicators,
        platformsIndicators,
        programmesIndicators,
        qualityIndicators,
        servicesIndicators,
        auditIndicators,
      ],
      targets,
      packageRules,
      returns: [
        jc101,
        jc102,
        jc103,
        jc104,
        jc105,
        jc106,
        jc107,
        jc108,
        jc109,
        jc110,
        zh201,
        zh202,
        zh301,
        zh302,
        zh303,
      ],
    }),
  );
  if ('faults' in result) {
    const [first] = result.faults;
    throw new Problem('workspace.edition', { place: first?.place ?? '', fault: first?.fault ?? '' });
  }
  loaded = result.edition;
  return loaded;
}
