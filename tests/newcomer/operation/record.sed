s/"truncated", "no-transpose")/"truncated", "no-transpose", "activated")/
s/wiring == "projected" else d/wiring in ("projected", "activated") else d/
s/^    t\["out"\] = layers\["fc_out"\](joined)/    t["joined" if wiring == "activated" else "out"] = out = layers["fc_out"](joined)\
    if wiring == "activated":\
        t["out"] = torch.relu(out)/
