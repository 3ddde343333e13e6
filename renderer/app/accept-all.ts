import { acceptanceText } from '#shared/texts/acceptance.ts';
import { useNamed } from './AskClerk.tsx';
import { useLanguage } from './language.ts';
import { useYear } from './navigation.ts';
import { say, write } from './work.ts';

/** Accepts every filing of the year that is clean, and says what was left and why. */
export function useAcceptAll(): () => void {
  const named = useNamed();
  const language = useLanguage();
  const year = useYear();
  const accept = async (): Promise<void> => {
    const done = await write('filing.acceptClean', year);
    if (done !== null) say(done.left.length === 0 ? 'success' : 'info', acceptanceText(done, language));
  };
  return () => named(() => void accept());
}
