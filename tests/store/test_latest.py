from counterclaim.store.latest import Latest


def test_an_answer_is_asked_for_once_until_others_push_it_out():
    kept, asked = Latest(2), []

    def answer(question):
        def ask():
            asked.append(question)
            return question.upper()

        return kept.get(question, ask)

    assert [answer(q) for q in "abacab"] == list("ABACAB")
    assert asked == list("abcb"), "b was not asked for the longest when c came"
