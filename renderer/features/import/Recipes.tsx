import { Button, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#shared/contract/contract.ts';
import { chosenText } from '#shared/texts/questions.ts';
import { useRead } from '../../api/use-read.ts';
import { useLabels, useLanguage } from '../../app/language.ts';
import { say, write } from '../../app/work.ts';
import { Answer } from '../../ui/Screen.tsx';
import { importLabels } from './labels.ts';

type Recipe = Output<'import.recipes'>['recipes'][number];

/** What is remembered of senders, to be looked through and forgotten. */
export function Recipes() {
  const labels = useLabels(importLabels);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{labels.remembered}</Button>
      <Modal
        open={isOpen}
        title={labels.remembered}
        width={900}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p className="quiet">{labels.rememberedHint}</p>
        <RecipeTable />
      </Modal>
    </>
  );
}

function RecipeTable() {
  const labels = useLabels(importLabels);
  const language = useLanguage();
  const [page, setPage] = useState(1);
  const read = useRead('import.recipes', { offset: (page - 1) * pageRows, limit: pageRows });
  const forget = async ({ id, file }: Recipe): Promise<void> => {
    if ((await write('import.forget', { recipe: id })) !== null) say('success', labels.forgotten(file));
  };
  return (
    <Answer read={read}>
      {({ recipes, total }) => (
        <Table<Recipe>
          size="small"
          rowKey="id"
          locale={{ emptyText: labels.nothingRemembered }}
          pagination={{ current: page, pageSize: pageRows, total, onChange: setPage, hideOnSinglePage: true }}
          dataSource={[...recipes]}
          columns={[
            { title: labels.year, dataIndex: 'year', width: 64 },
            {
              title: labels.sender,
              width: 260,
              render: (_, { names, units }) => labels.senders(names, units),
            },
            { title: labels.file, dataIndex: 'file', width: 160 },
            {
              title: labels.choices,
              render: (_, { choices, headings }) =>
                choices.length === 0 ? (
                  <span className="quiet">{labels.layoutOnly(headings)}</span>
                ) : (
                  <ul className="recipe-choices">
                    {choices.map(({ question, choice }, index) => (
                      <li key={index}>{chosenText(question, choice, language)}</li>
                    ))}
                  </ul>
                ),
            },
            {
              title: '',
              width: 72,
              render: (_, recipe) => (
                <Button size="small" onClick={() => void forget(recipe)}>
                  {labels.forget}
                </Button>
              ),
            },
          ]}
        />
      )}
    </Answer>
  );
}

const pageRows = 8;
