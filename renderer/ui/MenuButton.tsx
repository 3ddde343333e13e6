import { Button, Dropdown, type ButtonProps, type MenuProps } from 'antd';
import { useRef, type KeyboardEvent } from 'react';

/**
 * Whatever an item does moves the focus, at the latest to the button. The key that chose the item is not to press the button,
 * or what stands there by then, as well.
 */
function keepKey(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.preventDefault();
}

interface Props {
  readonly items: NonNullable<MenuProps['items']>;
  readonly choose?: (key: string) => void;
  readonly button?: ButtonProps;
  readonly children: string;
}

/** A button that opens a menu in which the arrows move at once; closed, the focus is on the button again. */
export function MenuButton({ items, choose, button, children }: Props) {
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items,
        onKeyDown: keepKey,
        ...(choose === undefined ? {} : { onClick: ({ key }) => choose(key) }),
      }}
      onOpenChange={(isOpen) => {
        const at = document.activeElement;
        // Whoever clicked elsewhere is there already.
        const isElsewhere = at !== null && at !== document.body && at.closest('[role=menu]') === null;
        if (!isOpen && !isElsewhere) opener.current?.focus();
      }}
    >
      <Button ref={opener} {...button}>
        {children}
      </Button>
    </Dropdown>
  );
}
