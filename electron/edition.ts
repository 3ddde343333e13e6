import edition from '#shared/returns/editions/demo/edition.json' with { type: 'json' };
import indicators from '#shared/returns/editions/demo/indicators/jc101-jc102.json' with { type: 'json' };
import jc101 from '#shared/returns/editions/demo/JC101.json' with { type: 'json' };
import jc102 from '#shared/returns/editions/demo/JC102.json' with { type: 'json' };
import lists from '#shared/returns/editions/demo/lists/common.json' with { type: 'json' };
import packageRules from '#shared/returns/editions/demo/package-rules.json' with { type: 'json' };
import targets from '#shared/returns/editions/demo/targets.json' with { type: 'json' };
import zh301 from '#shared/returns/editions/demo/ZH301.json' with { type: 'json' };
import { Problem } from '#shared/contract/problem.ts';
import { assembleEdition, loadEdition, type LoadedEdition } from '#shared/returns/edition.ts';

let loaded: LoadedEdition | null = null;

/** The edition that the program brings along, read and bound once a thread. */
export function loadedEdition(): LoadedEdition {
  if (loaded !== null) return loaded;
  const result = loadEdition(
    assembleEdition({
      edition,
      lists: [lists],
      indicators: [indicators],
      targets,
      packageRules,
      returns: [jc101, jc102, zh301],
    }),
  );
  if ('faults' in result) {
    const [first] = result.faults;
    throw new Problem('workspace.edition', { place: first?.place ?? '', fault: first?.fault ?? '' });
  }
  loaded = result.edition;
  return loaded;
}
