import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { appLabels } from './labels.ts';
import { useLanguageStore } from './language.ts';

/** A screen that fails takes nothing with it: what was saved is in the database. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const labels = appLabels[useLanguageStore.getState().language];
    return (
      <Result
        status="error"
        title={labels.crashed}
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            {labels.reload}
          </Button>
        }
      />
    );
  }
}
